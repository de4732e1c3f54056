#!/usr/bin/env node
/**
 * Builds dist/ and becomes the one-machine host. npm starts this through a shell, which does not forward the signal with which npm
 * stops it: when that parent is gone, the host stops as it does by SIGTERM.
 */
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PARENT_EVERY_MS = 200;

const parent = process.ppid;
const build = join(dirname(fileURLToPath(import.meta.url)), 'build.mjs');
// On a busy machine the first build takes half a minute, in which nothing else would be said.
process.stderr.write('halfopen: building what it runs\n');
const { status } = spawnSync(process.execPath, [build], { stdio: 'inherit' });
if (status !== 0) process.exit(status ?? 1);
await import('../dist/start.mjs');

if (process.env.npm_lifecycle_event !== undefined) {
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    process.kill(process.pid, 'SIGTERM');
  }, PARENT_EVERY_MS);
}
