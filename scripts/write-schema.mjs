#!/usr/bin/env node
/** Writes the JSON schemas from the zod schemas, for completion in editors. `--check` fails when one is not up to date. */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const bundle = join(root, `schema.${process.pid}.mjs`);
/** The number in a name rises when a file that was valid no longer is. */
const TARGETS = {
  runbookSchema: ['runbooks/runbook.schema.json', 'Halfopen runbook'],
  configSchema: ['schemas/halfopen.v1.schema.json', 'Configuration of Halfopen (halfopen.yml), version 1'],
  deploySchema: ['schemas/deploy.v1.schema.json', 'Deployment of Halfopen (deploy.yml), version 1'],
};

try {
  await build({
    stdin: {
      contents: [
        "export * as z from 'zod';",
        "export { runbookSchema } from './src/runbooks/schema.ts';",
        "export { configSchema } from './src/adapters/config/config-schema.ts';",
        "export { deploySchema } from './src/adapters/config/deploy-schema.ts';",
      ].join('\n'),
      resolveDir: root,
    },
    outfile: bundle,
    bundle: true,
    format: 'esm',
    platform: 'node',
    logLevel: 'warning',
    banner: { js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);" },
  });
  const made = await import(pathToFileURL(bundle).href);
  for (const [name, [target, title]] of Object.entries(TARGETS)) {
    const schema = made.z.toJSONSchema(made[name], { io: 'input' });
    await keep(target, `${JSON.stringify({ ...schema, title }, null, 2)}\n`);
  }
} finally {
  await rm(bundle, { force: true });
}

async function keep(target, text) {
  const path = join(root, target);
  if (!process.argv.includes('--check')) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  } else if ((await readFile(path, 'utf8').catch(() => '')) !== text) {
    console.error(`${target} is not what the schema says. Run: npm run schema`);
    process.exitCode = 1;
  }
}
