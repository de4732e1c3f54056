#!/usr/bin/env node
/** Bundles the benchmark, so that it runs on every Node that halfopen runs on, and starts it. Sizes in MB may be given: 4,40,400. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const folder = await mkdtemp(join(tmpdir(), 'halfopen-bench-'));

try {
  await build({
    absWorkingDir: root,
    entryPoints: ['test/bench/bench.ts', 'test/bench/naive-loop.ts'],
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    logLevel: 'warning',
  });
  const { bench } = await import(pathToFileURL(join(folder, 'bench.mjs')).href);
  const sizes = (process.argv[2] ?? '4,40,400').split(',').map(Number);
  await bench({ program: join(root, 'bin', 'halfopen.cjs'), folder, sizes });
} finally {
  await rm(folder, { recursive: true, force: true });
}
