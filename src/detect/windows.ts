import type { Hit } from '../model/signal.ts';

/**
 * The most hits that fall into one window of `windowMs` event time, whatever order they came in.
 * Hits without a time can't be placed: they count into every window, since a paste without times is one moment.
 */
export function busiestWindow(hits: readonly Hit[], windowMs: number): number {
  const times = timesOf(hits);
  let most = 0;
  let from = 0;
  times.forEach((time, i) => {
    while (time - (times[from] ?? time) > windowMs) from++;
    most = Math.max(most, i - from + 1);
  });
  return most + hits.length - times.length;
}

/**
 * How many times as many hits the busiest window of `windowMs` holds as a window of that length usually held before it,
 * counting from where the evidence begins; usual is at least 1. Undefined when there is nothing before to compare with.
 */
export function spikeFactor(
  hits: readonly Hit[],
  windowMs: number,
  evidenceFromMs: number | undefined,
): number | undefined {
  const times = timesOf(hits);
  if (evidenceFromMs === undefined || times.length === 0) return undefined;
  let most = 0;
  let from = 0;
  let start = 0;
  times.forEach((time, i) => {
    while (time - (times[from] ?? time) > windowMs) from++;
    if (i - from + 1 > most) [most, start] = [i - from + 1, from];
  });
  const windowsBefore = ((times[start] ?? 0) - evidenceFromMs) / windowMs;
  return windowsBefore < 1 ? undefined : most / Math.max(1, start / windowsBefore);
}

/** The hits whose value of `field` first came more than `afterMs` after the evidence began. */
export function hitsFirstSeenAfter(
  hits: readonly Hit[],
  field: string,
  afterMs: number,
  evidenceFromMs: number | undefined,
): Hit[] {
  if (evidenceFromMs === undefined) return [];
  const firstMs = new Map<unknown, number>();
  for (const { fields, observation } of hits) {
    const atMs = observation.atMs ?? Number.NEGATIVE_INFINITY; // without a time it may have been there from the start
    firstMs.set(fields[field], Math.min(firstMs.get(fields[field]) ?? atMs, atMs));
  }
  return hits.filter(
    ({ fields }) =>
      fields[field] !== undefined && (firstMs.get(fields[field]) ?? 0) > evidenceFromMs + afterMs,
  );
}

/** The event times of hits that have one, in order. */
export function timesOf(hits: readonly Hit[]): number[] {
  return hits
    .flatMap(({ observation: { atMs } }) => (atMs === undefined ? [] : [atMs]))
    .toSorted((a, b) => a - b);
}
