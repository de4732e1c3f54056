import type { SeriesPoint } from '../../../../../src/model/series.ts';
import { createRandom, type Random } from '../../../../support/random.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** 2026-11-22T04:00:00Z */
export const START_MS = 1_795_320_000_000;

/** Numbers that look random, of the distributions that counts have. */
export function createNoise(seed: number) {
  const random: Random = createRandom(seed);
  const uniform = () => (random(1_000_000) + 1) / 1_000_001;
  const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
  return {
    uniform,
    normal,
    between: (low: number, high: number) => low + (high - low) * uniform(),
    poisson: (mean: number) =>
      mean > 30 ? Math.round(mean + Math.sqrt(mean) * normal()) : countUpTo(mean, uniform),
  };
}

/** A Poisson number as Knuth draws it: how many waits of exponential length end within the mean. */
function countUpTo(mean: number, uniform: () => number): number {
  let [count, product] = [0, uniform()];
  for (; product > Math.exp(-mean); count++) product *= uniform();
  return count;
}

export type Noise = ReturnType<typeof createNoise>;

/** Counts every few minutes, as `valueAt` gives them by the hours since the beginning. */
export function series(
  hours: number,
  everyMinutes: number,
  valueAt: (hours: number) => number,
): SeriesPoint[] {
  const length = Math.floor((hours * 60) / everyMinutes) + 1;
  return Array.from({ length }, (_, i) => ({
    atMs: START_MS + i * everyMinutes * MINUTE_MS,
    value: Math.max(0, Math.round(valueAt((i * everyMinutes) / 60))),
  }));
}

export { HOUR_MS };
