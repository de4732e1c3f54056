import type { Growth } from './judge-growth.ts';

/** When a number reaches its limit at the present rate, in milliseconds from its last point. */
export interface Forecast {
  inMs: number;
  /** In 95 of 100 cases not before, and not after. No end where the growth may stop before. */
  fromMs: number;
  toMs: number;
}

/** Beyond a week a rate seen over hours says nothing. */
const FARTHEST_MS = 7 * 86_400_000;

/**
 * Holds a leak against how much room is left, which is counted at its last point. Undefined for what does not grow, and where the limit
 * is farther than a week.
 */
export function forecastOf(
  { shape, rate, lowRate, highRate, spread }: Growth,
  room: number,
): Forecast | undefined {
  if (shape !== 'leak' || room <= 0 || room / rate > FARTHEST_MS) return undefined;
  const toMs = lowRate > 0 ? (room + spread) / lowRate : Infinity;
  return {
    inMs: Math.round(room / rate),
    fromMs: Math.round(Math.max(0, room - spread) / highRate),
    toMs: toMs > 2 * FARTHEST_MS ? Infinity : Math.round(toMs),
  };
}
