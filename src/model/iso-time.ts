import { isYearless, yearlessTime } from './yearless-time.ts';

/** The furthest times that a `Date` can hold, in epoch milliseconds before and after 1970 (ECMA-262, "Time Values"). */
const FURTHEST_MS = 8.64e15;

/**
 * A time in ISO 8601, UTC, with milliseconds: `2026-11-22T08:00:00.000Z`; `Nov 22 08:00:00` where its year is not known.
 * Takes any number: what no calendar holds is shown as the furthest time.
 */
export function isoTime(ms: number): string {
  if (Number.isNaN(ms)) return 'unknown time';
  if (isYearless(ms)) return yearlessTime(ms);
  return new Date(Math.min(FURTHEST_MS, Math.max(-FURTHEST_MS, ms))).toISOString();
}

/** The same to the second: `2026-11-22T08:00:00Z`. */
export function isoSeconds(ms: number): string {
  return Number.isNaN(ms) || isYearless(ms) ? isoTime(ms) : `${isoTime(ms).slice(0, -'.000Z'.length)}Z`;
}
