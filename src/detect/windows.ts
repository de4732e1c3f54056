import type { FieldValue } from '../model/fields.ts';
import type { Hit, TimedCount } from '../model/signal.ts';
import { compileComparison } from './predicate.ts';

/** How many hits lay in one window, and when the first and the last of them came, where they have a time. */
export interface Window {
  count: number;
  fromMs?: number;
  toMs?: number;
}

/**
 * The window of `windowMs` event time with most hits, closed at both ends, in whatever order the hits came. What was only counted
 * lies in a window when all of it does. Hits without a time lie in none.
 */
export function busiestWindow(counts: readonly TimedCount[], windowMs: number): Window {
  const ends = counts
    .filter(({ fromMs, toMs }) => toMs - fromMs <= windowMs)
    .toSorted((a, b) => a.toMs - b.toMs);
  const starts = ends.toSorted((a, b) => a.fromMs - b.fromMs);
  let best: Window = { count: 0 };
  let [count, left] = [0, 0];
  for (const end of ends) {
    count += end.count;
    for (let start = starts[left]; start && end.toMs - start.fromMs > windowMs; start = starts[++left])
      count -= start.count;
    if (count > best.count) best = { count, fromMs: starts[left]?.fromMs ?? end.fromMs, toMs: end.toMs };
  }
  return best;
}

/** A value, and when it was there. */
export interface TimedValue {
  value: FieldValue;
  atMs: number | undefined;
}

/**
 * Whether some window of `windowMs` holds as many different values as a comparison such as ">= 5" asks; without a window, whether all
 * of them together do. Values without a time lie in no window. They are given in lists, in any order.
 */
export function hasDistinct(
  lists: readonly (readonly TimedValue[])[],
  windowMs: number | undefined,
  is: string,
): boolean {
  const holds = compileComparison(is);
  // Where more is enough, too, a few of many values mostly show it.
  if (windowMs !== undefined && is.startsWith('>') && holdsSoon(lists, windowMs, holds)) return true;
  return holds(mostDistinct(lists.flat(), windowMs));
}

/** Whether there are enough in one of the windows that follow one another: those that lie across two are not looked at. */
function holdsSoon(
  lists: readonly (readonly TimedValue[])[],
  windowMs: number,
  holds: (count: number) => boolean,
): boolean {
  const windows = new Map<number, Set<FieldValue>>();
  for (const list of lists)
    for (const { value, atMs } of list) {
      if (atMs === undefined) continue;
      const at = Math.floor(atMs / windowMs);
      const known = windows.get(at);
      if (!known) windows.set(at, new Set([value]));
      else if (!known.has(value) && holds(known.add(value).size)) return true;
    }
  return false;
}

function mostDistinct(values: readonly TimedValue[], windowMs: number | undefined): number {
  if (windowMs === undefined) return new Set(values.map(({ value }) => value)).size;
  const timed = values
    .flatMap(({ value, atMs }) => (atMs === undefined ? [] : [{ value, atMs }]))
    .toSorted((a, b) => a.atMs - b.atMs);
  const inside = new Map<FieldValue, number>();
  let [most, left] = [0, 0];
  for (const { value, atMs } of timed) {
    inside.set(value, (inside.get(value) ?? 0) + 1);
    for (let first = timed[left]; first && atMs - first.atMs > windowMs; first = timed[++left]) {
      const rest = (inside.get(first.value) ?? 1) - 1;
      if (rest === 0) inside.delete(first.value);
      else inside.set(first.value, rest);
    }
    most = Math.max(most, inside.size);
  }
  return most;
}

/**
 * How many times as many hits the busiest window of `windowMs` holds as a window of that length usually held before it,
 * counting from where the evidence begins; usual is at least 1. Undefined when there is nothing before to compare with.
 */
export function spikeFactor(
  counts: readonly TimedCount[],
  windowMs: number,
  evidenceFromMs: number | undefined,
): number | undefined {
  const { count, fromMs } = busiestWindow(counts, windowMs);
  if (evidenceFromMs === undefined || fromMs === undefined) return undefined;
  const windowsBefore = (fromMs - evidenceFromMs) / windowMs;
  if (windowsBefore < 1) return undefined;
  const before = counts.reduce((sum, one) => sum + (one.toMs < fromMs ? one.count : 0), 0);
  return count / Math.max(1, before / windowsBefore);
}

/** The event times of hits that have one, in order. */
export function timesOf(hits: readonly Hit[]): number[] {
  return hits
    .flatMap(({ observation: { atMs } }) => (atMs === undefined ? [] : [atMs]))
    .toSorted((a, b) => a - b);
}
