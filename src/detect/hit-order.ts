import type { Observation } from '../model/observation.ts';

/** Orders records by event time, those without one first, then by input and line: the same in whatever order they came. */
export function byEventTime(
  a: Pick<Observation, 'at' | 'atMs'>,
  b: Pick<Observation, 'at' | 'atMs'>,
): number {
  const [x, y] = [timeOf(a), timeOf(b)];
  if (x !== y) return x - y;
  if (a.at.input !== b.at.input) return a.at.input < b.at.input ? -1 : 1;
  return a.at.line - b.at.line;
}

/** When a record was written, in epoch milliseconds: before all others where that is not known. */
export function timeOf({ atMs }: Pick<Observation, 'atMs'>): number {
  return atMs ?? -Infinity;
}
