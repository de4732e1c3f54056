#!/usr/bin/env node
/** Writes what the engine knows of failures, products and lines that look written from knowledge/ into src/model/*.json, so that it need not read YAML. */
import { readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const KNOWLEDGE = [
  { reader: 'read-failures', read: 'readFailures', from: 'failures.yml', to: 'errno-kinds.json' },
  { reader: 'read-products', read: 'readProducts', from: 'products.yml', to: 'product-kinds.json' },
];

for (const { reader, read, from, to } of KNOWLEDGE) {
  const { [read]: readAll } = await load(`src/runbooks/${reader}.ts`);
  const path = `knowledge/${from}`;
  const { kinds, faults } = readAll(path, await readFile(join(root, path), 'utf8'));
  for (const { file, line, column, message } of faults) console.error(`${file}:${line}:${column} ${message}`);
  if (faults.length > 0) process.exitCode = 1;
  else await write(to, kinds);
}
const { printedLinesIn } = await load('src/cli/printed-lines.ts');
await write('printed-lines.json', printedLinesIn(join(root, 'knowledge')));

async function load(source) {
  const bundle = join(root, `failures.${process.pid}.mjs`);
  try {
    await build({
      entryPoints: [join(root, source)],
      outfile: bundle,
      bundle: true,
      packages: 'external',
      format: 'esm',
      platform: 'node',
      logLevel: 'warning',
    });
    return await import(`${pathToFileURL(bundle).href}?${source}`);
  } finally {
    await rm(bundle, { force: true });
  }
}

async function write(name, value) {
  await writeFile(join(root, `src/model/${name}`), `${JSON.stringify(value, null, 1)}\n`);
}
