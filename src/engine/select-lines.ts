import { countNewlines } from '../detect/index/count-newlines.ts';
import { selectRegions } from '../detect/index/select-regions.ts';
import type { RecordSignals } from '../detect/match-records.ts';

/** Records of a signal too common to follow all, of one log: enough to see a pattern. */
const SAMPLE_HITS = 150;

/** Lines of a log, counted from 1, both inclusive. */
export interface LineRange {
  firstLine: number;
  lastLine: number;
}

/** Makes what finds the lines that a runbook could have something to say of. */
export function createLineSelection({
  index,
  byLiteral,
}: Pick<RecordSignals, 'index' | 'byLiteral'>): (log: Uint8Array) => LineRange[] {
  const sampled = byLiteral.map((wanting) => wanting.every(({ signal }) => signal.sample));
  return (log) => {
    const seen = new Map<number, number>();
    const hits: number[] = [];
    index.scan(log, 0, log.length, (literal, offset) => {
      if (!sampled[literal]) return hits.push(offset);
      const count = (seen.get(literal) ?? 0) + 1;
      seen.set(literal, count);
      return count <= SAMPLE_HITS ? hits.push(offset) : undefined;
    });
    return selectRegions(log, 0, log.length, 1, hits).regions.map(({ start, end, line }) => ({
      firstLine: line,
      lastLine: line + Math.max(0, countNewlines(log, start, end) - 1),
    }));
  };
}
