#!/usr/bin/env node
/**
 * Builds dist/, with all that it runs bundled: the terminal program, what it draws charts with,
 * the runbooks as one checked document; and, for a checkout alone, the one-machine host and the page of Slack's stand-in.
 */
import { copyFile, mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { buildPage } from './build-page.mjs';
import { CHART_FILES } from './chart-files.mjs';
import { learn } from './learn.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const dist = join(root, 'dist');
const fresh = join(root, `dist.${process.pid}`);
const OUTDATED_MS = 600_000;
const startedAt = new Date();
const COMMON_JS = {
  format: 'cjs',
  outExtension: { '.js': '.cjs' },
  minify: true,
  define: { 'import.meta.url': '__importMetaUrl' },
  banner: { js: "const __importMetaUrl=require('node:url').pathToFileURL(__filename).href;" },
};
/** Leaves the import of the assistant's server as an import of its own bundle, so that nobody else loads the protocol's SDK. */
const SERVER_APART = {
  name: 'server-apart',
  setup: ({ onResolve }) =>
    onResolve({ filter: /^\.\/serve\.ts$/ }, () => ({ path: './serve.cjs', external: true })),
};
/** Parts of Node that a triage mostly does without: loaded when something of them is asked for. */
const LAZY_BUILTINS = {
  name: 'lazy-builtins',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:(?:child_process|zlib)$/ }, ({ path, namespace }) =>
      namespace === 'lazy-builtin' ? { path, external: true } : { path, namespace: 'lazy-builtin' },
    );
    onLoad({ filter: /./, namespace: 'lazy-builtin' }, async ({ path }) => {
      const names = Object.keys(await import(path)).filter((name) => name !== 'default');
      const getters = names.map((name) => `get ${name}() { return require('${path}').${name}; }`);
      return { contents: `module.exports = { ${getters.join(', ')} };` };
    });
  },
};
/** What triage never imports: in a bundle of its own, the AWS SDK above all, so that it need not even be read from disk. */
const OTHER_COMMANDS = [
  'compile-runbooks',
  'doctor-command',
  'init/init-command',
  'mcp/mcp-command',
  'new-runbook',
  'report-command',
  'routes-command',
  'runbook-checks',
  'triage-batch',
  'watch-command',
];
const OTHER_COMMANDS_APART = {
  name: 'other-commands-apart',
  setup({ onResolve, onLoad }) {
    const filter = new RegExp(`^\\./(${OTHER_COMMANDS.join('|')})\\.ts$`);
    onResolve({ filter }, ({ path, kind }) =>
      kind === 'dynamic-import' ? { path: filter.exec(path)[1], namespace: 'other-commands' } : undefined,
    );
    onLoad({ filter: /./, namespace: 'other-commands' }, ({ path }) => ({
      contents: `module.exports = require('./other-commands.cjs').load('${path}');`,
    }));
    onResolve({ filter: /^\.\/other-commands\.cjs$/ }, ({ path }) => ({ path, external: true }));
  },
};
const LOAD_OTHER_COMMANDS = `const modules = {
${OTHER_COMMANDS.map((name) => `  '${name}': () => require('./src/cli/${name}.ts'),`).join('\n')}
};
exports.load = (name) => modules[name]();
`;

try {
  await mkdir(fresh, { recursive: true });
  // V8 can keep the compiled code of one function: see bin/load-program.cjs.
  await bundle({
    ...COMMON_JS,
    entryPoints: { halfopen: 'src/cli/main.ts' },
    banner: { js: `(function(exports,require,module,__filename,__dirname){${COMMON_JS.banner.js}` },
    footer: { js: '})' },
    plugins: [SERVER_APART, OTHER_COMMANDS_APART, LAZY_BUILTINS],
    // Its only import at run time becomes a `require`, which needs no loader of modules.
    supported: { 'dynamic-import': false },
  });
  await bundle({ ...COMMON_JS, entryPoints: { serve: 'src/cli/mcp/serve.ts' } });
  await bundle({
    ...COMMON_JS,
    stdin: { contents: LOAD_OTHER_COMMANDS, resolveDir: root, sourcefile: 'other-commands.js' },
    plugins: [SERVER_APART],
    outdir: undefined,
    outfile: join(fresh, 'other-commands.cjs'),
    supported: { 'dynamic-import': false },
  });
  for (const name of ['halfopen', 'serve', 'other-commands']) await escapeLetters(join(fresh, `${name}.cjs`));
  await bundle({
    entryPoints: {
      'compile-runbooks': 'src/cli/compile-runbooks.ts',
      'read-config': 'src/adapters/config/read-config.ts',
      'read-deploy-file': 'src/adapters/config/read-deploy-file.ts',
    },
  });
  // Apart, so that the published package can leave it out. The embedded engine loads files of its own at run time.
  await bundle({ entryPoints: { start: 'local/start.ts' }, external: ['dynalite', 'abstract-level'] });
  for (const [name, source] of Object.entries(CHART_FILES)) await copyFile(source, join(fresh, name));
  await buildPage(join(fresh, 'stand-in'));
  const {
    compileBuiltInRunbooks,
    compileCatalogue,
    indexBuiltInBeginnings,
    indexBuiltInPatterns,
    packDocument,
    packRunbooks,
  } = await import(pathToFileURL(join(fresh, 'compile-runbooks.mjs')).href);
  const catalogue = compileCatalogue(join(root, 'knowledge'));
  const { messages, words, healthy, products } = catalogue;
  for (const [name, data] of Object.entries({ words, healthy, messages: [...messages], products }))
    await writeFile(join(fresh, `${name}.json`), JSON.stringify(data));
  await learn(root, dist, fresh);
  const runbooks = compileBuiltInRunbooks(join(root, 'runbooks'), catalogue);
  const packed = {
    beginnings: indexBuiltInBeginnings(runbooks, catalogue),
    runbooks: packRunbooks(runbooks),
    'pattern-index': indexBuiltInPatterns(runbooks),
  };
  for (const [name, data] of Object.entries(packed))
    await writeFile(join(fresh, `${name}.packed`), packDocument(data));
  // What is edited while this runs is not in it: the launcher compares with the start.
  await utimes(join(fresh, 'runbooks.packed'), startedAt, startedAt);
  await install();
} finally {
  await rm(fresh, { recursive: true, force: true });
}

function bundle(options) {
  return build({
    absWorkingDir: root,
    outdir: fresh,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    logLevel: 'warning',
    banner: { js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);" },
    ...options,
  });
}

/**
 * esbuild escapes letters beyond ASCII in strings, but leaves them in regular expressions: → would be read as three other letters
 * by the launcher, which takes the bundle for ASCII.
 */
async function escapeLetters(path) {
  const code = await readFile(path, 'utf8');
  const escaped = code.replaceAll(
    /[^\u0000-\u007f]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  await writeFile(path, escaped);
}

/** Puts each file in place at once, entry points last, so that a program started meanwhile finds old or new files, never half of one. */
async function install() {
  const names = (await filesIn(fresh)).toSorted((a, b) => Number(isEntry(a)) - Number(isEntry(b)));
  for (const name of names) {
    await mkdir(dirname(join(dist, name)), { recursive: true });
    await rename(join(fresh, name), join(dist, name));
  }
  for (const name of await filesIn(dist)) {
    const path = join(dist, name);
    if (!names.includes(name) && (await isOutdated(path))) await rm(path, { force: true });
  }
}

async function isOutdated(path) {
  // Another build may have removed it meanwhile.
  const found = await stat(path).catch(() => undefined);
  return found !== undefined && Date.now() - found.mtimeMs > OUTDATED_MS;
}

async function filesIn(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}

function isEntry(name) {
  return !name.startsWith('chunk-');
}
