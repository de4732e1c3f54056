import { execFile, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifySnapshot } from '../../src/adapters/snapshot-signature.ts';
import { documentedCommands } from '../support/documented-commands.ts';
import { root } from '../support/run-halfopen.ts';
import { shellOfReader } from '../support/shell-of-reader.ts';

const SECRET = 'between us';
const folder = mkdtempSync(join(tmpdir(), 'halfopen-collector-'));
const received: { host: string; text: string }[] = [];
const server = createServer(async (request, response) => {
  const sent = await buffer(request);
  const text = gunzipSync(sent);
  const headers = request.headers as Record<string, string | undefined>;
  const verified = verifySnapshot(headers, [sent, text], SECRET, Date.now());
  if (verified.ok) received.push({ host: verified.host, text: text.toString() });
  response.writeHead(verified.ok ? 202 : 400).end();
});

/** A program that a reader has, and what it prints. */
function program(name: string, prints: string): void {
  writeFileSync(join(folder, name), `#!/bin/sh\ncat <<'END'\n${prints}\nEND\n`);
  chmodSync(join(folder, name), 0o755);
}

beforeAll(async () => {
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  program('aws', '{"MetricDataResults": []}');
  writeFileSync(join(folder, 'secret'), SECRET);
});

afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Pastes a line of samples/collector/README.md in that folder; the host and its secret are those of this test. */
async function paste(text: string): Promise<string> {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const typed = text
    .replace('http://127.0.0.1:3000', url)
    .replace('../../.halfopen/secrets/SNAPSHOT_SECRET', join(folder, 'secret'))
    // The answer of a Prometheus that is not here.
    .replace(/^curl -sG [^|]+/, `echo '{"status":"success","data":{"resultType":"matrix","result":[]}}' `);
  const { args, env } = shellOfReader(typed, folder);
  const { stdout } = await promisify(execFile)('bash', args, {
    cwd: join(root, 'samples', 'collector'),
    env: { ...env, HALFOPEN_URL: url, SNAPSHOT_SECRET_FILE: join(folder, 'secret') },
  });
  return stdout;
}

const lines = documentedCommands().filter(({ file }) => file === 'samples/collector/README.md');
const canRun = ['ss', 'openssl', 'curl'].every((tool) => !spawnSync(tool, ['version']).error);

describe.skipIf(!canRun)('each command in samples/collector/README.md', () => {
  it.each(lines)(
    'works as it is pasted: $text',
    async ({ text }) => {
      received.length = 0;

      const stdout = await paste(text);

      if (text.includes('--dry-run')) expect(stdout).toMatch(/State\s+Recv-Q\s+Send-Q/);
      else expect(received.map((one) => one.text.trim().split('\n', 1)[0])).not.toEqual([]);
      const named = /HALFOPEN_HOST=(\S+)/.exec(text)?.[1];
      if (named) expect(received.map(({ host }) => host)).toEqual([named]);
    },
    60_000,
  );
});
