import type { TimedCount } from '../model/signal.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** More times than this are not told apart: minutes are summed up to hours, hours to days, and so on. */
const MOST_CELLS = 400;

/** Counts of hits by event time, in bounded memory. */
export interface DroppedCounts {
  add(atMs: number): void;
  join(counts: readonly TimedCount[]): void;
  /** Ascending. */
  counts(): TimedCount[];
}

/** Starts an empty count, by the minute for as long as it has room. */
export function createDroppedCounts(): DroppedCounts {
  let cells = new Map<number, TimedCount>();
  let widthMs = MINUTE_MS;
  const put = ({ fromMs, toMs, count }: TimedCount): void => {
    const key = Math.floor(fromMs / widthMs);
    const cell = cells.get(key);
    if (!cell) {
      cells.set(key, { fromMs, toMs, count });
      return;
    }
    cell.fromMs = Math.min(cell.fromMs, fromMs);
    cell.toMs = Math.max(cell.toMs, toMs);
    cell.count += count;
  };
  const add = (count: TimedCount): void => {
    put(count);
    while (cells.size > MOST_CELLS) {
      widthMs *= widthMs < HOUR_MS ? 60 : 24;
      const finer = cells;
      cells = new Map();
      for (const cell of finer.values()) put(cell);
    }
  };
  return {
    add: (atMs) => add({ fromMs: atMs, toMs: atMs, count: 1 }),
    join: (counts) => counts.forEach(add),
    counts: () => [...cells.values()].toSorted((a, b) => a.fromMs - b.fromMs),
  };
}
