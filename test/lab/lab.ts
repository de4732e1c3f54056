/**
 * Records every situation again into a temporary folder, judges each cell and prints the table: `npm run lab`.
 * `npm run lab -- --recorded` judges the recordings that are kept, and writes docs/laboratory.md.
 * `--only NAME` takes one situation. Exit 1: a cell is wrong, or a recording failed.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { builtInEngine } from '../support/built-in-runbooks.ts';
import { type Cell, judge, judgeAnew } from './judge.ts';
import { counts, mark, page } from './page.ts';
import { EVIDENCE, type Situation } from './situation.ts';
import { SITUATIONS } from './situations.ts';

const test = join(dirname(import.meta.filename), '..');
const { values } = parseArgs({
  options: { recorded: { type: 'boolean', default: false }, only: { type: 'string' } },
});
const chosen = SITUATIONS.filter(({ name }) => values.only === undefined || name === values.only);
const notMade: string[] = [];

/** Makes a recording; says loudly where something is missing, and goes on. */
async function record(root: string, { name }: Situation): Promise<boolean> {
  console.error(`recording ${name}`);
  const script = spawn('sh', [join(test, 'record', `${name}.sh`)], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, RECORD_INTO: root },
  });
  const [status] = await once(script, 'close');
  if (status === 0) return true;
  notMade.push(`${name}: ${status === 2 ? 'something is not installed, see above' : 'recording FAILED'}`);
  if (status !== 2) process.exitCode = 1;
  return false;
}

/** Records situations, three at once: they mostly wait. */
async function recordAll(root: string): Promise<Situation[]> {
  const made: Situation[] = [];
  const waiting = [...chosen];
  const next = async (): Promise<void> => {
    const situation = waiting.shift();
    if (!situation) return;
    if (await record(root, situation)) made.push(situation);
    await next();
  };
  await Promise.all([next(), next(), next()]);
  return chosen.filter((situation) => made.includes(situation));
}

function print(cells: readonly Cell[]) {
  console.log(['situation'.padEnd(34), ...EVIDENCE.map((name) => name.padEnd(9))].join(''));
  for (const situation of chosen) {
    const own = cells.filter((cell) => cell.situation === situation);
    const marks = EVIDENCE.map((name) => own.find(({ evidence }) => evidence === name));
    const line = marks.map((cell) => (cell ? mark(cell) : '').slice(0, 8).padEnd(9)).join('');
    console.log(`${situation.name.padEnd(34)}${line}`);
  }
  for (const { situation, evidence, files, wrong } of cells)
    if (wrong) console.log(`WRONG ${situation.name}, ${evidence} (${files.join(', ')}): ${wrong}`);
  for (const line of notMade) console.log(`NOT MADE ${line}`);
  console.log(counts(cells));
}

const root = values.recorded ? test : mkdtempSync(join(tmpdir(), 'halfopen-lab-'));
const made = values.recorded ? chosen : await recordAll(root);
const judgeThem = values.recorded ? judge : judgeAnew;
const engine = builtInEngine();
const cells = made.flatMap((situation) => judgeThem(engine, root, situation));
print(cells);
if (!values.recorded) console.log(`recorded in ${root}`);
if (cells.some(({ wrong }) => wrong)) process.exitCode = 1;
if (values.recorded && values.only === undefined)
  writeFileSync(join(test, '../docs/laboratory.md'), page(cells));
