#!/usr/bin/env node
/**
 * Packages the functions: bundles each with everything it needs, zips it reproducibly, and makes the CloudFormation template from
 * serverless.yml, all under .serverless/. Needs no network, login or credentials.
 */
import { execFileSync } from 'node:child_process';
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { ZipFile } from 'yazl';
import { CHART_FILES } from './chart-files.mjs';
import { plainTemplate } from './plain-template.mjs';

const packages = createRequire(import.meta.url);
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const out = join(root, '.serverless');
/** With PACKAGE_DIR set, only the zips are made, in that folder; with --zips, only they, in .package/. */
const elsewhere = process.env.PACKAGE_DIR;
const artifacts = elsewhere ?? join(root, '.package');
const onlyZips = elsewhere !== undefined || process.argv.includes('--zips');
const MAX_ZIP_BYTES = {
  // With the runbooks and the index of their patterns as the build lays them out: larger than packed, and read without unpacking.
  'ingest-logs': 1_620_000,
  'ingest-snapshot': 1_620_000,
  'ingest-otlp': 1_620_000,
  slack: 1_400_000,
  // With what runs approved actions and asks a model.
  answer: 1_800_000,
  // With the renderer of charts and its font. They are read when a chart is drawn and do not slow a cold start.
  notify: 1_800_000,
  sweep: 400_000,
  alert: 400_000,
  subscribe: 400_000,
  canary: 400_000,
};
const WITH_RUNBOOKS = new Set(['ingest-logs', 'ingest-snapshot', 'ingest-otlp', 'slack', 'answer']);
/** As they are: unzipped when a function is deployed, they cost nothing to unpack at its start. */
const RUNBOOK_FILES = ['runbooks.packed', 'pattern-index.packed'];
const WITH_CHARTS = new Set(['notify']);
/**
 * Bolt loads these when it is imported, for receivers that Halfopen does not use: it brings its own. Empty in the bundle, they save
 * nine tenths of the size of Bolt and about half of its import time.
 */
const UNUSED_PACKAGES = [
  'express',
  '@slack/oauth',
  '@slack/socket-mode',
  'path-to-regexp',
  'raw-body',
  'tsscmp',
];
const ALIASES = {
  ...Object.fromEntries(
    UNUSED_PACKAGES.map((name) => [name, join(root, 'scripts/bundle/unused-package.cjs')]),
  ),
  '@aws-sdk/credential-provider-node': join(root, 'scripts/bundle/environment-credentials.mjs'),
};
/** The earliest date that ZIP can store. A fixed date makes the zips reproducible. */
const DATE = new Date(1980, 0, 1);

const { readConfig } = await import(pathToFileURL(join(root, 'dist', 'read-config.mjs')).href);
const config = readConfig(process.env.HALFOPEN_CONFIG ?? join(root, 'halfopen.yml'));

await rm(artifacts, { recursive: true, force: true });
await mkdir(artifacts, { recursive: true });
for (const name of Object.keys(MAX_ZIP_BYTES)) await packageFunction(name);
if (!onlyZips) await makeTemplate();

async function makeTemplate() {
  const osls = packages.resolve('serverless/bin/serverless.js');
  execFileSync(process.execPath, [osls, 'package', ...process.argv.slice(2)], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: {
      ...process.env,
      SLS_TELEMETRY_DISABLED: '1',
      SLS_NOTIFICATIONS_MODE: 'off',
      SLS_ANALYTICS_DISABLED: '1',
    },
  });
  for (const name of Object.keys(MAX_ZIP_BYTES))
    await writeFile(join(out, `${name}.zip`), await readFile(join(artifacts, `${name}.zip`)));
  const template = await readFile(join(out, 'cloudformation-template-update-stack.json'), 'utf8');
  const plain = JSON.stringify(plainTemplate(JSON.parse(template)), null, 1);
  await writeFile(join(out, 'cloudformation.json'), plain);
  console.log('The zips and the templates are in .serverless/');
}

async function packageFunction(name) {
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: [`functions/${name}.ts`],
    outfile: 'index.mjs',
    write: false,
    metafile: true,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    minify: true,
    keepNames: false,
    legalComments: 'none',
    logLevel: 'warning',
    // The SDK's ES modules can be tree-shaken, its CommonJS modules can't.
    mainFields: ['module', 'main'],
    banner: { js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);" },
    alias: ALIASES,
  });
  const zip = new ZipFile();
  const add = (path, content) =>
    zip.addBuffer(Buffer.from(content), path, { mtime: DATE, mode: 0o100644, compressionLevel: 9 });
  add('index.mjs', outputFiles[0].contents);
  if (WITH_RUNBOOKS.has(name))
    for (const path of RUNBOOK_FILES) add(path, await readFile(join(root, 'dist', path)));
  if (WITH_CHARTS.has(name))
    for (const [path, source] of Object.entries(CHART_FILES)) add(path, await readFile(source));
  add('config.json', Buffer.from(JSON.stringify(config)));
  zip.end();
  const chunks = [];
  for await (const chunk of zip.outputStream) chunks.push(chunk);
  const path = join(artifacts, `${name}.zip`);
  await writeFile(path, Buffer.concat(chunks));
  const { size } = await stat(path);
  console.log(`${name}.zip: ${Math.round(size / 1000)} kB`);
  if (size > MAX_ZIP_BYTES[name])
    throw new Error(
      `${name}.zip has ${size} bytes; at most ${MAX_ZIP_BYTES[name]} are allowed. The largest packages:\n${largest(metafile)}`,
    );
}

/** The largest packages of a bundle, in bytes before compression. */
function largest({ outputs }) {
  const bytes = new Map();
  for (const [path, { bytesInOutput }] of Object.entries(Object.values(outputs)[0].inputs)) {
    const name =
      /node_modules\/((?:@[^/]+\/)?[^/]+)(?!.*node_modules)/.exec(path)?.[1] ??
      path.split('/').slice(0, 2).join('/');
    bytes.set(name, (bytes.get(name) ?? 0) + bytesInOutput);
  }
  const sorted = [...bytes].toSorted(([, a], [, b]) => b - a);
  return sorted
    .slice(0, 16)
    .map(([name, size]) => `  ${size} ${name}`)
    .join('\n');
}
