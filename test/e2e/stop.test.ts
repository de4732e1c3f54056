import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readyUrl } from '../support/ready-url.ts';
import { root } from '../support/run-halfopen.ts';

const folder = mkdtempSync(join(tmpdir(), 'halfopen-stop-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it.skipIf(process.platform === 'win32')(
  'the host stops when npm start is stopped',
  async () => {
    const npm = spawn('npm', ['start'], {
      cwd: root,
      env: { ...process.env, PORT: '0', HALFOPEN_DATA_DIR: folder },
    });
    const url = await readyUrl(npm);

    npm.kill('SIGTERM');
    const isDown = await downWithin(url, 10_000);

    expect(isDown).toBe(true);
  },
  60_000,
);

async function downWithin(url: string, ms: number): Promise<boolean> {
  for (const untilMs = Date.now() + ms; Date.now() < untilMs; ) {
    const answer = await fetch(`${url}/healthz`).catch(() => undefined);
    if (!answer) return true;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return false;
}
