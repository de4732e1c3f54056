import type { Selection } from '../detect/collector.ts';
import { countNewlines } from '../detect/index/count-newlines.ts';
import { selectRegions } from '../detect/index/select-regions.ts';

/** Records of a sampled signal that are followed in a large log: enough to see a pattern, few enough to stay quick. */
const SAMPLE_HITS = 150;
const LOOK_LINES = 12;

/** Whole lines cut out of an input, with the number of the first. */
export interface Piece {
  bytes: Uint8Array;
  firstLine: number;
}

/**
 * Reads a log too large to be read whole: the literal index says where a runbook could have something to say,
 * and only the records around those places are ever turned into text. Tables are read whole, row by row.
 */
export function createLogSifter(
  { index, sampled }: Selection,
  read: (pieces: readonly Piece[]) => void,
  looksLikeTable: (sample: Uint8Array) => boolean,
): { write(chunk: Uint8Array): void } {
  const left = new Map([...sampled].map((literal) => [literal, SAMPLE_HITS]));
  let line = 1;
  return {
    write(chunk) {
      if (looksLikeTable(middleLines(chunk))) {
        read([{ bytes: chunk, firstLine: line }]);
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
      read(
        regions.map(({ start, end, line: firstLine }) => ({ bytes: chunk.subarray(start, end), firstLine })),
      );
      line = nextLine;
    },
  };
}

/** A few whole lines from the middle of a chunk, which tell rows of a table from records of a log. */
function middleLines(chunk: Uint8Array): Uint8Array {
  const start = chunk.indexOf(10, chunk.length >> 1) + 1;
  let end = start;
  for (let lines = 0; lines < LOOK_LINES && end < chunk.length; lines++)
    end = chunk.indexOf(10, end) + 1 || chunk.length;
  return chunk.subarray(start, end);
}
