import { median } from 'd3-array';
import type { SeriesPoint } from '../../../model/series.ts';

/** A straight line through points, and how sure it is. Slopes are per millisecond. */
export interface RobustLine {
  slope: number;
  /** The bounds between which the slope lies in 95 of 100 cases. */
  low: number;
  high: number;
  /** Mann-Kendall's number of standard deviations by which the points rise (below 0: fall). */
  z: number;
  valueAt(atMs: number): number;
  /** The typical distance of a point from the line, as a standard deviation. */
  spread: number;
}

/** Turns a median absolute deviation into a standard deviation of normal noise (1 / Φ⁻¹(3/4)). */
const DEVIATION = 1.4826;
const IN_95_OF_100 = 1.96;

/**
 * Fits a line as Theil and Sen do: the median of the slopes of all pairs, which a third of wrong points leaves where it is. Its bounds
 * are those of Sen (1968, Journal of the American Statistical Association 63), with equal values counted as Kendall does. At least
 * three points at different times.
 */
export function theilSen(points: readonly SeriesPoint[]): RobustLine {
  const { slopes, score } = pairsOf(points);
  const quantile = (share: number) =>
    slopes[Math.round(Math.min(1, Math.max(0, share)) * (slopes.length - 1))] ?? 0;
  const slope = quantile(0.5);
  const deviation = Math.sqrt(varianceOf(points));
  const half = (IN_95_OF_100 * deviation) / 2 / Math.max(1, slopes.length);
  const start = median(points, ({ atMs, value }) => value - slope * atMs) ?? 0;
  const valueAt = (atMs: number) => start + slope * atMs;
  return {
    slope,
    low: quantile(0.5 - half),
    high: quantile(0.5 + half),
    z: deviation === 0 ? 0 : (score - Math.sign(score)) / deviation,
    valueAt,
    spread: DEVIATION * (median(points, ({ atMs, value }) => Math.abs(value - valueAt(atMs))) ?? 0),
  };
}

/** The slopes of all pairs in their order, and how many more of them rise than fall. */
function pairsOf(points: readonly SeriesPoint[]): { slopes: Float64Array; score: number } {
  const slopes = new Float64Array((points.length * (points.length - 1)) / 2);
  let [at, score] = [0, 0];
  for (const [i, later] of points.entries()) {
    for (let j = 0; j < i; j++) {
      const earlier = points[j] ?? later;
      slopes[at++] = (later.value - earlier.value) / (later.atMs - earlier.atMs);
      score += Math.sign(later.value - earlier.value);
    }
  }
  return { slopes: slopes.toSorted(), score };
}

const part = (n: number) => n * (n - 1) * (2 * n + 5);

/** The variance of Kendall's score, less what equal values take from it. */
function varianceOf(points: readonly SeriesPoint[]): number {
  const ties = new Map<number, number>();
  for (const { value } of points) ties.set(value, (ties.get(value) ?? 0) + 1);
  const tied = [...ties.values()].reduce((sum, n) => sum + part(n), 0);
  return (part(points.length) - tied) / 18;
}
