import type { SeriesPoint } from '../../../model/series.ts';

/** Sums over the first points, from which a line's or a level's error over any stretch follows at once. */
interface Sums {
  n: number;
  t: number;
  v: number;
  tt: number;
  tv: number;
  vv: number;
}

const NONE: Sums = { n: 0, t: 0, v: 0, tt: 0, tv: 0, vv: 0 };

/** The squared errors of a stretch of points, from one index up to before another. */
export interface Errors {
  level(from: number, to: number): number;
  line(from: number, to: number): number;
}

/** Prepares the errors of all stretches. Times count from the first one, so that squares stay exact. */
export function errorsOf(points: readonly SeriesPoint[]): Errors {
  const firstMs = points[0]?.atMs ?? 0;
  const span = Math.max(1, (points.at(-1)?.atMs ?? 0) - firstMs);
  const sums: Sums[] = [NONE];
  for (const { atMs, value } of points) {
    const { n, t, v, tt, tv, vv } = sums.at(-1) ?? NONE;
    const x = (atMs - firstMs) / span;
    sums.push({
      n: n + 1,
      t: t + x,
      v: v + value,
      tt: tt + x * x,
      tv: tv + x * value,
      vv: vv + value * value,
    });
  }
  const between = (from: number, to: number): Sums => {
    const [a, b] = [sums[from] ?? NONE, sums[to] ?? NONE];
    return { n: b.n - a.n, t: b.t - a.t, v: b.v - a.v, tt: b.tt - a.tt, tv: b.tv - a.tv, vv: b.vv - a.vv };
  };
  const level = ({ n, v, vv }: Sums) => (n === 0 ? 0 : Math.max(0, vv - (v * v) / n));
  const line = (one: Sums): number => {
    const { n, t, v, tt, tv } = one;
    const spread = n === 0 ? 0 : tt - (t * t) / n;
    const together = n === 0 ? 0 : tv - (t * v) / n;
    return spread <= 1e-12 ? level(one) : Math.max(0, level(one) - (together * together) / spread);
  };
  return { level: (from, to) => level(between(from, to)), line: (from, to) => line(between(from, to)) };
}

/**
 * Where a climb began: the index from which a line fits best after a level, of the points that leave at least `least` on the line. 0
 * where the line from the start on fits nearly as well.
 */
export function onsetOf(errors: Errors, length: number, least: number): number {
  const whole = errors.line(0, length);
  let [best, at] = [Infinity, 0];
  for (let i = 3; i <= length - least; i++) {
    const error = errors.level(0, i) + errors.line(i, length);
    if (error < best) [best, at] = [error, i];
  }
  return best < whole * MUCH_BETTER ? at : 0;
}

/** Where a climb ended: the index from which a level fits best after a line, with the error that this leaves. */
export function endOf(errors: Errors, length: number): { at: number; error: number } {
  let best = { at: length, error: errors.line(0, length) };
  for (let at = LEAST_ON_A_LEVEL; at <= length - LEAST_ON_A_LEVEL; at++) {
    const error = errors.line(0, at) + errors.level(at, length);
    if (error < best.error) best = { at, error };
  }
  return best;
}

/** An additional break always fits better; one that is there fits much better. */
const MUCH_BETTER = 0.6;
const MOST_STEPS = 3;
/** What is left of an error by rounding. */
export const EXACT = 1e-9;
const LEAST_ON_A_LEVEL = 3;

/** The indexes at which a series changes its level, at most three, and the error that is left with them. */
export function stepsOf(errors: Errors, length: number): { steps: number[]; error: number } {
  const whole = errors.level(0, length);
  let [steps, error]: [number[], number] = [[], whole];
  // Without noise one step leaves no error, and each further one is none.
  while (steps.length < MOST_STEPS && error > EXACT * whole) {
    const next = bestSplit(errors, length, steps);
    if (next === undefined || next.error > error * MUCH_BETTER) break;
    [steps, error] = [[...steps, next.at].toSorted((a, b) => a - b), next.error];
  }
  return { steps, error };
}

function bestSplit(errors: Errors, length: number, steps: readonly number[]) {
  let best: { at: number; error: number } | undefined;
  for (let at = LEAST_ON_A_LEVEL; at <= length - LEAST_ON_A_LEVEL; at++) {
    const cuts = [0, ...[...steps, at].toSorted((a, b) => a - b), length];
    const stretches = cuts.slice(1).map((to, i) => [cuts[i] ?? 0, to] as const);
    if (stretches.some(([from, to]) => to - from < LEAST_ON_A_LEVEL)) continue;
    const error = stretches.reduce((sum, [from, to]) => sum + errors.level(from, to), 0);
    if (best === undefined || error < best.error) best = { at, error };
  }
  return best;
}
