import { readEnds, type SocketColumnRows, type SocketColumns } from '../observe/tables/socket-columns.ts';
import { isSampled, type RowsOfTable } from './choose-rows.ts';

/** Whole lines of a chunk, from `start` to `end`; the first has the number `line`. */
export interface Lines {
  start: number;
  end: number;
  line: number;
}

/** Rows of a table that wait, with their bytes. */
export interface HeldRows extends SocketColumnRows, RowsOfTable {
  bytes: Uint8Array;
  firstLine: number;
  columns: SocketColumns;
  /** The lines of the rows that are chosen, each with those below that belong to it. */
  linesOf(chosen: Uint8Array): Lines[];
}

/** Holds rows that were read of these bytes, the first line of which has the number `firstLine`. */
export function heldRows(
  bytes: Uint8Array,
  rows: SocketColumnRows,
  firstLine: number,
  columns: SocketColumns,
): HeldRows {
  const endOf = (i: number) => (i + 1 < rows.count ? (rows.start[i + 1] ?? bytes.length) : bytes.length);
  return {
    ...rows,
    bytes,
    firstLine,
    columns,
    endsOf: (i) => readEnds(bytes, rows.start[i] ?? 0, columns),
    linesOf(chosen) {
      const lines: Lines[] = [];
      for (let i = 0; i < rows.count; i++)
        if (chosen[i])
          lines.push({ start: rows.start[i] ?? 0, end: endOf(i), line: firstLine + (rows.line[i] ?? 0) });
      return lines;
    },
  };
}

/** The rows that are in a sample, with bytes of their own. */
export function thinnedOut(held: HeldRows, every: number): HeldRows {
  const chosen = new Uint8Array(held.count);
  let count = 0;
  for (let i = 0; i < held.count; i++)
    if (isSampled(held, i, every)) {
      chosen[i] = 1;
      count++;
    }
  const lines = held.linesOf(chosen);
  const bytes = new Uint8Array(lines.reduce((sum, { start, end }) => sum + end - start, 0));
  const kept = {
    count,
    start: new Uint32Array(count),
    line: Uint32Array.from(lines, ({ line }) => line - held.firstLine),
    state: held.state.slice(0, held.count).filter((_, i) => chosen[i] === 1),
    ports: held.ports.slice(0, held.count).filter((_, i) => chosen[i] === 1),
  };
  let at = 0;
  lines.forEach(({ start, end }, i) => {
    kept.start[i] = at;
    bytes.set(held.bytes.subarray(start, end), at);
    at += end - start;
  });
  return heldRows(bytes, kept, held.firstLine, held.columns);
}
