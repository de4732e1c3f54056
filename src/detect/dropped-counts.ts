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
  copy(): DroppedCounts;
}

/** Starts an empty count, by the minute for as long as it has room. There may be thousands: one that counts nothing takes next to no room. */
export function createDroppedCounts(): DroppedCounts {
  return new Cells();
}

class Cells implements DroppedCounts {
  #cells: Map<number, TimedCount> | undefined;
  #widthMs = MINUTE_MS;
  /** Counts of digests, which come in order of time, so that most of them need not be put into cells again, nor copied. */
  #waiting: (readonly TimedCount[])[] = [];
  #waits = 0;

  add(atMs: number): void {
    if (this.#waits > 0) this.#addWaiting();
    const cell = this.#cells?.get(Math.floor(atMs / this.#widthMs));
    if (cell) addTo(cell, atMs, atMs, 1);
    else this.#add({ fromMs: atMs, toMs: atMs, count: 1 });
  }

  join(counts: readonly TimedCount[]): void {
    if (counts.length === 0) return;
    const isNext = !this.#cells && isBehind(this.#waiting.at(-1), counts);
    if (isNext && this.#waits + counts.length <= MOST_CELLS) {
      this.#waiting.push(counts);
      this.#waits += counts.length;
      return;
    }
    this.#addWaiting();
    for (const count of counts) this.#add(count);
  }

  counts(): TimedCount[] {
    if (!this.#cells) return this.#waiting.flat();
    return [...this.#cells.values()].toSorted((a, b) => a.fromMs - b.fromMs);
  }

  copy(): DroppedCounts {
    const copy = new Cells();
    copy.#cells = this.#cells && new Map([...this.#cells].map(([at, count]) => [at, { ...count }]));
    copy.#widthMs = this.#widthMs;
    copy.#waiting = this.#waiting.slice();
    copy.#waits = this.#waits;
    return copy;
  }

  #addWaiting(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    this.#waits = 0;
    for (const counts of waiting) for (const count of counts) this.#add(count);
  }

  #add(count: TimedCount): void {
    this.#cells ??= new Map();
    put(this.#cells, count, this.#widthMs);
    while (this.#cells.size > MOST_CELLS) {
      this.#widthMs *= this.#widthMs < HOUR_MS ? 60 : 24;
      const coarser = new Map<number, TimedCount>();
      for (const cell of this.#cells.values()) put(coarser, cell, this.#widthMs);
      this.#cells = coarser;
    }
  }
}

/** Whether counts are in other minutes than those before them, later ones. */
function isBehind(before: readonly TimedCount[] | undefined, counts: readonly TimedCount[]): boolean {
  const [last, first] = [before?.at(-1), counts[0]];
  return !last || !first || minuteOf(last.fromMs) < minuteOf(first.fromMs);
}

function minuteOf(atMs: number): number {
  return Math.floor(atMs / MINUTE_MS);
}

function put(cells: Map<number, TimedCount>, { fromMs, toMs, count }: TimedCount, widthMs: number): void {
  const key = Math.floor(fromMs / widthMs);
  const cell = cells.get(key);
  if (!cell) {
    cells.set(key, { fromMs, toMs, count });
    return;
  }
  addTo(cell, fromMs, toMs, count);
}

function addTo(cell: TimedCount, fromMs: number, toMs: number, count: number): void {
  if (fromMs < cell.fromMs) cell.fromMs = fromMs;
  if (toMs > cell.toMs) cell.toMs = toMs;
  cell.count += count;
}
