#!/usr/bin/env node
/**
 * Starts the terminal program. In a checkout, dist/ is built first when it is missing or older than the sources. It is in CommonJS,
 * since Node's loader of modules takes a tenth of the time of a short run.
 */
const { existsSync, readdirSync, statSync } = require('node:fs');
const { join } = require('node:path');
const { loadProgram } = require('./load-program.cjs');

const root = join(__dirname, '..');
const program = join(root, 'dist', 'halfopen.cjs');

function newest(folder) {
  let latest = 0;
  for (const name of readdirSync(folder)) {
    const path = `${folder}/${name}`;
    // All files here have an extension: not to ask each for its kind halves the time.
    const changedMs = name.includes('.') ? statSync(path).mtimeMs : newest(path);
    if (changedMs > latest) latest = changedMs;
  }
  return latest;
}

function isStale() {
  if (!existsSync(join(root, 'src'))) return false;
  const built = existsSync(join(root, 'dist', 'runbooks.packed'))
    ? statSync(join(root, 'dist', 'runbooks.packed')).mtimeMs
    : 0;
  return ['src', 'runbooks', 'knowledge'].some((folder) => built < newest(join(root, folder)));
}

function start() {
  if (!existsSync(program)) {
    // .npmrc keeps npm from running scripts, so that a plain `npm pack` builds nothing.
    process.stderr.write(
      'halfopen: this package was packed without its program. Pack the checkout with: npm run pack\n',
    );
    process.exit(2);
  }
  const keepCompiled = loadProgram(program);
  // Reading evidence runs most of the program; other commands would keep a small part of it.
  if (process.argv[2] === 'triage') process.once('exit', keepCompiled);
}

if (isStale()) {
  if (process.stderr.isTTY) process.stderr.write('halfopen: building what it runs, once after each change\n');
  void import('../scripts/build.mjs').then(start);
} else start();
