import { MOST_POINTS, type Series, type SeriesPoint } from '../../model/series.ts';

/** Two samples are a difference, which a sentence says as well as a chart. */
const LEAST_POINTS = 3;

/**
 * Makes a level of numbers seen at moments, in whatever order they come: of several at one moment the highest counts. Undefined
 * when there are less than three moments, or all numbers are equal. Longer ones are thinned out to their peaks.
 */
export function levelOf(
  name: string,
  of: string | undefined,
  seen: readonly SeriesPoint[],
): Series | undefined {
  const byTime = new Map<number, number>();
  for (const { atMs, value } of seen) byTime.set(atMs, Math.max(value, byTime.get(atMs) ?? value));
  if (byTime.size < LEAST_POINTS || new Set(byTime.values()).size < 2) return undefined;
  const points = [...byTime].map(([atMs, value]) => ({ atMs, value })).toSorted((a, b) => a.atMs - b.atMs);
  return { kind: 'level', name, ...(of ? { of } : {}), points: thinned(points) };
}

/** The highest of each of at most 240 runs of points, the first and the last point as they are. */
function thinned(points: readonly SeriesPoint[]): SeriesPoint[] {
  if (points.length <= MOST_POINTS) return [...points];
  const inner = points.slice(1, -1);
  const size = Math.ceil(inner.length / (MOST_POINTS - 2));
  const kept: SeriesPoint[] = [];
  for (let from = 0; from < inner.length; from += size)
    kept.push(inner.slice(from, from + size).reduce((a, b) => (b.value > a.value ? b : a)));
  return [...points.slice(0, 1), ...kept, ...points.slice(-1)];
}
