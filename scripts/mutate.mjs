/**
 * Changes one deciding number at a time (a constant, a comparison's boundary) and runs the tests that import its file.
 * A mutant that no test notices is listed: `npm run mutate [-- FOLDER…]`. Works on the files in place and puts each back.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync, Visitor } from 'vite';

const FOLDERS = ['src/detect', 'src/diagnose', 'src/incidents', 'src/notify'];
/** Tests of what stands around the core: they start programs, and few of them would notice a number. */
const NOT_PURE = ['test/{contract,e2e}/**', 'test/unit/{infra,local,cli,adapters}/**'].map(
  (pattern) => `--exclude=${pattern}`,
);
const BOUNDARIES = { '<': '<=', '<=': '<', '>': '>=', '>=': '>' };

const folders = process.argv.length > 2 ? process.argv.slice(2) : FOLDERS;
const files = folders.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name)),
);
const survivors = [];
let tried = 0;
for (const file of files) {
  const text = readFileSync(file, 'utf8');
  const putBack = () => writeFileSync(file, text);
  process.once('exit', putBack);
  for (const { start, end, put } of mutantsOf(file, text)) {
    tried++;
    writeFileSync(file, text.slice(0, start) + put + text.slice(end));
    const isKilled = !passes(file);
    putBack();
    const line = text.slice(0, start).split('\n').length;
    const name = `${file}:${line} ${text.slice(start, end)} → ${put}`;
    console.log(`${isKilled ? 'killed ' : 'LIVES  '} ${name}`);
    if (!isKilled) survivors.push(name);
  }
  process.off('exit', putBack);
}
console.log(`\n${tried} mutants, ${survivors.length} live`);
for (const name of survivors) console.log(name);
process.exitCode = survivors.length > 0 ? 1 : 0;

/** Numbers of top-level constants ten times as large, and comparisons with their boundary moved. */
function mutantsOf(file, text) {
  const mutants = [];
  const { program } = parseSync(file, text);
  new Visitor({
    BinaryExpression({ operator, left, right }) {
      const put = BOUNDARIES[operator];
      const start = text.indexOf(operator, left.end);
      if (put && start < right.start) mutants.push({ start, end: start + operator.length, put });
    },
  }).visit(program);
  const numbers = new Visitor({
    Literal({ value, start, end }) {
      if (typeof value === 'number' && value !== 0) mutants.push({ start, end, put: `${value * 10}` });
    },
  });
  for (const statement of program.body) {
    const declaration = statement.declaration ?? statement;
    if (declaration.type !== 'VariableDeclaration') continue;
    const isPlain = declaration.declarations.every(({ init }) => !init?.type.includes('Function'));
    if (isPlain) numbers.visit({ ...program, body: [declaration] });
  }
  return mutants;
}

/** A run that hangs counts as failed: a test noticed. */
function passes(file) {
  const args = ['related', '--run', '--bail=1', '--reporter=dot', ...NOT_PURE, file];
  const command = [join('node_modules', 'vitest', 'vitest.mjs'), ...args];
  return spawnSync(process.execPath, command, { stdio: 'ignore', timeout: 600_000 }).status === 0;
}
