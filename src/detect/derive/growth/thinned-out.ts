import { median } from 'd3-array';
import type { SeriesPoint } from '../../../model/series.ts';

/** Slopes are of pairs, of which 120 points have 7,140. */
const MOST_POINTS = 120;

/** At most 120 points: of each run of neighbours the middle moment with the median value. The last point stays as it is. */
export function thinnedOut(points: readonly SeriesPoint[]): readonly SeriesPoint[] {
  if (points.length <= MOST_POINTS) return points;
  const inner = points.slice(0, -1);
  const size = Math.ceil(inner.length / (MOST_POINTS - 1));
  const kept: SeriesPoint[] = [];
  for (let from = 0; from < inner.length; from += size) {
    const run = inner.slice(from, from + size);
    const middle = run[Math.floor(run.length / 2)];
    if (middle) kept.push({ atMs: middle.atMs, value: median(run, ({ value }) => value) ?? 0 });
  }
  return [...kept, ...points.slice(-1)];
}
