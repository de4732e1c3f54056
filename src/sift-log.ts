import type { Collector } from './detect/collector.ts';
import { countNewlines } from './detect/index/count-newlines.ts';
import { selectRegions } from './detect/index/select-regions.ts';
import type { Observation } from './model/observation.ts';

/** Records of a sampled signal that are followed in a large log: enough to see a pattern, few enough to stay quick. */
const SAMPLE_HITS = 4_000;
const LOOK_LINES = 12;

type Read = (bytes: Uint8Array, firstLine: number) => Observation[];

/**
 * Reads a log too large to be read whole: the literal index says where a runbook could have something to say,
 * and only the records around those places are ever turned into text. Tables are read whole, row by row.
 */
export function createLogSifter(collector: Collector, read: Read): { write(chunk: Uint8Array): void } {
  const { index, sampled } = collector.createSelection();
  const left = new Map([...sampled].map((literal) => [literal, SAMPLE_HITS]));
  let line = 1;
  return {
    write(chunk) {
      if (holdsTable(chunk, read)) {
        collector.add(read(chunk, line));
        line += countNewlines(chunk, 0, chunk.length);
        return;
      }
      const hits: number[] = [];
      index.scan(chunk, 0, chunk.length, (literal, offset) => {
        hits.push(offset);
        const rest = left.get(literal);
        if (rest === undefined) return;
        left.set(literal, rest - 1);
        if (rest <= 1) index.disable(literal);
      });
      const { regions, nextLine } = selectRegions(chunk, 0, chunk.length, line, hits);
      collector.add(regions.flatMap((region) => read(chunk.subarray(region.start, region.end), region.line)));
      line = nextLine;
    },
  };
}

/** Whether the lines in the middle of a chunk are rows of a table rather than records of a log. */
function holdsTable(chunk: Uint8Array, read: Read): boolean {
  const middle = chunk.indexOf(10, chunk.length >> 1) + 1;
  let end = middle;
  for (let lines = 0; lines < LOOK_LINES && end > 0; lines++) end = chunk.indexOf(10, end) + 1;
  const sample = read(chunk.subarray(middle, end > middle ? end : undefined), 1);
  const rows = sample.filter(({ kind }) => kind !== 'log' && kind !== 'setting').length;
  return rows * 2 > LOOK_LINES;
}
