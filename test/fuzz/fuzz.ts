/**
 * Feeds the engine hostile inputs for a while and prints what throws, takes more than linear time, or keeps too much memory, each
 * with its seed and its smallest input: `npm run fuzz -- [--minutes N] [--seed S]`. The same seed makes the same inputs.
 */
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { builtInEngine } from '../support/built-in-runbooks.ts';
import { createInputs } from './hostile-inputs.ts';
import { shrink } from './shrink.ts';

/** Twice the size may take three times the time, or three times the floor: what is faster is not measured well enough. */
const MOST_GROWTH = 3;
const MEASURED_TIMES = 5;
const FLOOR_MS = 150;
const MEASURED_BYTES = 1 << 17;
const MOST_HEAP_BYTES = 512 << 20;
const MOST_SHOWN = 400;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '5' }, seed: { type: 'string', default: '1' } },
});
const engine = builtInEngine();
const endMs = performance.now() + Number(values.minutes) * 60_000;
const firstSeed = Number(values.seed);
const found = new Map<string, number>();
const nextInput = createInputs();
let runs = 0;

for (let seed = firstSeed; performance.now() < endMs; seed++, runs++) {
  const { name, text, unit } = nextInput(seed);
  report(seed, name, text, faultOf(text));
  if (runs % 4 === 0) report(seed, `repeated ${name}`, unit, growthOf(unit));
}
console.log(`${runs} runs from seed ${firstSeed}, ${found.size} kinds of failures`);
for (const [kind, count] of found) console.log(`  ${count}× ${kind}`);
process.exitCode = found.size > 0 ? 1 : 0;

/** What is wrong with reading this text, without the parts that differ from text to text; undefined when nothing is. */
function faultOf(text: string): string | undefined {
  try {
    const failed = triage(text);
    if (holdsTooMuch(text)) return 'memory: the heap holds too much';
    return failed;
  } catch (error) {
    const { message, stack = '' } = error as Error;
    return `throws ${message.slice(0, 80)} ${/\w+\/[\w-]+\.ts:\d+/.exec(stack)?.[0] ?? ''}`;
  }
}

/** What can be collected is not held. */
function holdsTooMuch({ length }: string): boolean {
  const isOver = () => process.memoryUsage().heapUsed > MOST_HEAP_BYTES + 40 * length;
  if (!isOver()) return false;
  collectGarbage();
  return isOver();
}

/** What the engine contained counts as thrown. */
function triage(text: string): string | undefined {
  const run = engine.start();
  const input = run.open({ name: 'fuzz' });
  input.write(Buffer.from(text));
  input.end();
  run.report();
  const [failure] = run.failures();
  return (
    failure &&
    `contained ${JSON.stringify(failure)
      .replaceAll(/"?line"?:\d+,?/g, '')
      .slice(0, 160)}`
  );
}

/** A suspicion is measured again before it counts: a neighbour or a collection may slow down one of the two. */
function growthOf(unit: string): string | undefined {
  const filled = (bytes: number) => unit.repeat(Math.ceil(bytes / Math.max(1, unit.length)));
  const [once, twice] = [filled(MEASURED_BYTES), filled(2 * MEASURED_BYTES)];
  if (!isSteep([cpuMs(once)], [cpuMs(twice)])) return undefined;
  const [onceMs, twiceMs]: [number[], number[]] = [[], []];
  // In turn, so that what slows down the machine for a while slows down both.
  for (let times = 0; times < MEASURED_TIMES; times++) {
    onceMs.push(cpuMs(once));
    twiceMs.push(cpuMs(twice));
  }
  return isSteep(onceMs, twiceMs) ? 'takes more than linear time' : undefined;
}

function isSteep(onceMs: readonly number[], twiceMs: readonly number[]): boolean {
  const most = MOST_GROWTH * Math.max(FLOOR_MS, median(onceMs));
  return median(twiceMs) > most;
}

function median(measured: readonly number[]): number {
  return measured.toSorted((a, b) => a - b)[measured.length >> 1] ?? 0;
}

/** Time of the processor, of a heap that is as empty for one as for the other. */
function cpuMs(text: string): number {
  collectGarbage();
  const before = process.cpuUsage();
  faultOf(text);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

function report(seed: number, name: string, text: string, fault: string | undefined): void {
  if (!fault) return;
  const count = found.get(fault) ?? 0;
  found.set(fault, count + 1);
  if (count > 0) return;
  const check = fault.startsWith('takes') ? growthOf : faultOf;
  const smallest = shrink(text, (smaller) => check(smaller) === fault);
  console.log(`seed ${seed}, ${name}: ${fault}\n  ${JSON.stringify(smallest.slice(0, MOST_SHOWN))}`);
}
