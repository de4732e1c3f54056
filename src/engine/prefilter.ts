import type { Prefilter } from '../detect/collector.ts';
import { countNewlines } from '../detect/index/count-newlines.ts';
import { joinTouching, type Region, selectRegions } from '../detect/index/select-regions.ts';
import type { TableReader } from './large-tables.ts';
import { type IsTable, middleLines, STRETCH_LINES, tableStretches } from './table-stretches.ts';

/** Records of a sampled signal that are read of one log: enough to see a pattern, few enough to stay quick. */
const SAMPLE_HITS = 150;

/** Lines of a log, counted from 1, both inclusive. */
export interface LineRange {
  firstLine: number;
  lastLine: number;
}

/** Finds the lines of a log that a runbook could apply to, with the other lines of their records, and rows of tables. In order. */
export function prefilterLines(prefilter: Prefilter, log: Uint8Array, isTable: IsTable): LineRange[] {
  const tables = tableStretches(log, isTable);
  const rows = [...tables].map((stretch) => ({
    firstLine: stretch * STRETCH_LINES + 1,
    lastLine: (stretch + 1) * STRETCH_LINES,
  }));
  const { regions } = startScan(prefilter)(log, 1);
  const records = joinTouching(regions).map(({ start, end, line }) => ({
    firstLine: line,
    lastLine: line + Math.max(0, countNewlines(log, start, end) - 1),
  }));
  const isRow = (line: number) => tables.has(Math.floor((line - 1) / STRETCH_LINES));
  const others = records.filter(({ firstLine, lastLine }) => !isRow(firstLine) || !isRow(lastLine));
  return [...rows, ...others].toSorted((a, b) => a.firstLine - b.firstLine);
}

/**
 * Reads a log too large to be read whole: the literal index finds the places a runbook could apply to, and only the records
 * around them are ever turned into text. Chunks of a table go to `tables`. `prefilter` must be this log's own, because
 * literals whose sample is complete are disabled in its index.
 */
export function prefilterLog(
  prefilter: Prefilter,
  read: (chunk: Uint8Array, regions: readonly Region[]) => void,
  isTable: IsTable,
  tables: readonly TableReader[],
): { write(chunk: Uint8Array): void } {
  const scan = startScan(prefilter, (literal) => prefilter.index.disable(literal));
  let line = 1;
  return {
    write(chunk) {
      const goesOn = tables.some((one) => one.goOn(chunk, line));
      if (goesOn || (isTable(middleLines(chunk)) && tables.some((one) => one.begin(chunk, line)))) {
        line += countNewlines(chunk, 0, chunk.length);
        return;
      }
      const { regions, nextLine } = scan(chunk, line);
      read(chunk, regions);
      line = nextLine;
    },
  };
}

/** Starts on one log. Each chunk gives the regions around its hits, without the hits beyond the sample of a sampled literal. */
function startScan({ index, sampled }: Prefilter, onSampled: (literal: number) => void = () => undefined) {
  const left = new Map([...sampled].map((literal) => [literal, SAMPLE_HITS]));
  return (chunk: Uint8Array, firstLine: number) => {
    const hits: number[] = [];
    index.scan(chunk, 0, chunk.length, (literal, offset) => {
      const rest = left.get(literal);
      if (rest !== undefined) left.set(literal, rest - 1);
      if (rest === 1) onSampled(literal);
      if (rest === undefined || rest > 0) hits.push(offset);
    });
    return selectRegions(chunk, 0, chunk.length, firstLine, hits);
  };
}
