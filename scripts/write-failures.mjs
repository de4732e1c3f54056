#!/usr/bin/env node
/** Writes src/model/errno-kinds.json from knowledge/failures.yml, so that the engine need not read YAML. */
import { readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const bundle = join(root, `failures.${process.pid}.mjs`);

try {
  await build({
    entryPoints: [join(root, 'src/runbooks/read-failures.ts')],
    outfile: bundle,
    bundle: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    logLevel: 'warning',
  });
  const { readFailures } = await import(pathToFileURL(bundle).href);
  const path = 'knowledge/failures.yml';
  const { kinds, faults } = readFailures(path, await readFile(join(root, path), 'utf8'));
  for (const { file, line, column, message } of faults) console.error(`${file}:${line}:${column} ${message}`);
  if (faults.length > 0) process.exitCode = 1;
  else await writeFile(join(root, 'src/model/errno-kinds.json'), `${JSON.stringify(kinds, null, 1)}\n`);
} finally {
  await rm(bundle, { force: true });
}
