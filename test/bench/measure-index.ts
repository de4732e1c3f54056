import { readChunks } from '../../src/adapters/read-chunks.ts';
import { lastRecordStart } from '../../src/detect/index/record-bounds.ts';
import { selectRegions } from '../../src/detect/index/select-regions.ts';
import { createLiteralIndex } from '../../src/detect/literal-index.ts';
import { FAULT_PATTERNS } from './fault-patterns.ts';

const THINGS = [
  'exchange binding',
  'stream replica',
  'shovel link',
  'quorum member',
  'tls session',
  'federation upstream',
];
const FATES = ['refused by', 'was lost to', 'timed out at', 'is unreachable from', 'overflowed into'];

/** As many different literals as asked for: first those of real faults, then invented ones alike. */
export function manyLiterals(count: number): string[] {
  const invented = Array.from(
    { length: Math.max(0, count - FAULT_PATTERNS.length) },
    (_, n) => `${THINGS[n % 6]} #${n} ${FATES[n % 5]} unit ${(n * 7919) % 1000}`,
  );
  return [...FAULT_PATTERNS.slice(0, count), ...invented];
}

/** The times in ms that reading a log, finding the literals in it, and cutting out the records around them take. */
export interface IndexTimes {
  scanMs: number;
  totalMs: number;
  hits: number;
}

/** Runs the front of the engine over a log: everything before records are parsed. The quickest of `times` runs. */
export async function measureIndex(
  log: string,
  literals: readonly string[],
  times: number,
): Promise<IndexTimes> {
  let best: IndexTimes = { scanMs: Number.POSITIVE_INFINITY, totalMs: Number.POSITIVE_INFINITY, hits: 0 };
  for (let k = 0; k < times; k += 1) {
    const run = await runFront(log, literals);
    if (run.scanMs < best.scanMs) best = run;
  }
  return best;
}

async function runFront(log: string, literals: readonly string[]): Promise<IndexTimes> {
  const begun = performance.now();
  const index = createLiteralIndex(literals);
  let scanMs = performance.now() - begun;
  let hits = 0;
  let line = 1;
  for await (const chunk of readChunks(log, { findCut: lastRecordStart }).chunks) {
    const offsets: number[] = [];
    const before = performance.now();
    index.scan(chunk, 0, chunk.length, (_, offset) => offsets.push(offset));
    scanMs += performance.now() - before;
    hits += offsets.length;
    line = selectRegions(chunk, 0, chunk.length, line, offsets).nextLine;
  }
  return { scanMs, totalMs: performance.now() - begun, hits };
}
