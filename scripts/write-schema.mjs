#!/usr/bin/env node
/** Writes runbooks/runbook.schema.json from the zod schema, for completion in editors. `--check` fails when the file is not up to date. */
import { readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const bundle = join(root, `schema.${process.pid}.mjs`);
const target = join(root, 'runbooks', 'runbook.schema.json');

try {
  await build({
    stdin: {
      contents: "export * as z from 'zod'; export { runbookSchema } from './src/runbooks/schema.ts';",
      resolveDir: root,
    },
    outfile: bundle,
    bundle: true,
    format: 'esm',
    platform: 'node',
    logLevel: 'warning',
  });
  const { z, runbookSchema } = await import(pathToFileURL(bundle).href);
  const schema = z.toJSONSchema(runbookSchema, { io: 'input' });
  const text = `${JSON.stringify({ ...schema, title: 'Halfopen runbook' }, null, 2)}\n`;
  if (!process.argv.includes('--check')) await writeFile(target, text);
  else if ((await readFile(target, 'utf8').catch(() => '')) !== text) {
    console.error('runbooks/runbook.schema.json is not what the schema says. Run: npm run schema');
    process.exitCode = 1;
  }
} finally {
  await rm(bundle, { force: true });
}
