import type { Hit } from '../model/signal.ts';

/** The event times of hits that have one, in order. */
export function timesOf(hits: readonly Hit[]): number[] {
  return hits
    .flatMap(({ observation: { atMs } }) => (atMs === undefined ? [] : [atMs]))
    .toSorted((a, b) => a - b);
}
