import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readyUrl } from '../support/ready-url.ts';
import { root } from '../support/run-halfopen.ts';

const folder = mkdtempSync(join(tmpdir(), 'halfopen-stop-'));
/** The build with which npm start begins takes more than a minute on a busy machine. */
const BUILT_AND_STOPPED_MS = 180_000;
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
  BUILT_AND_STOPPED_MS,
);

async function downWithin(url: string, ms: number): Promise<boolean> {
  for (const untilMs = Date.now() + ms; Date.now() < untilMs; ) {
    const answer = await fetch(`${url}/healthz`).catch(() => undefined);
    if (!answer) return true;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return false;
}
