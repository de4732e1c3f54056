import { utcMs } from './time-parts.ts';

/** 29 February comes every fourth year, every eighth around 1900 and 2100. */
const MOST_YEARS_APART = 8;
const DAY_MS = 86_400_000;

/** The time that a stamp without a year (see `NO_YEAR`) has in the year in which it comes nearest to another. */
export function nearestTo(stampMs: number, otherMs: number): number {
  const ahead = inYears(stampMs, otherMs);
  return ahead.reduce((best, ms) => (Math.abs(ms - otherMs) < Math.abs(best - otherMs) ? ms : best));
}

/** The time that a stamp without a year has in the last year in which it does not come after a time; `slackMs` of it is forgiven. */
export function latestBefore(stampMs: number, limitMs: number, slackMs: number): number {
  const before = inYears(stampMs, limitMs).filter((ms) => ms <= limitMs + slackMs);
  return Math.max(...before);
}

/** The stamp in the years around a time: the years next to its own, for 29 February the leap years. */
function inYears(stampMs: number, aroundMs: number): number[] {
  const year = new Date(aroundMs).getUTCFullYear();
  const reach = isLeapDay(stampMs) ? MOST_YEARS_APART : 1;
  const years = Array.from({ length: 2 * reach + 1 }, (_, i) => year - reach + i);
  return years.flatMap((one) => inYear(stampMs, one) ?? []);
}

function inYear(stampMs: number, year: number): number | undefined {
  const date = new Date(stampMs);
  const [month, day] = [date.getUTCMonth(), date.getUTCDate()];
  const midnightMs = utcMs(year, month + 1, day, 0, 0, 0);
  if (midnightMs === undefined || new Date(midnightMs).getUTCMonth() !== month) return undefined;
  return midnightMs + (((stampMs % DAY_MS) + DAY_MS) % DAY_MS);
}

/** Whether a stamp is of the day that only leap years have. */
export function isLeapDay(stampMs: number): boolean {
  const date = new Date(stampMs);
  return date.getUTCMonth() === 1 && date.getUTCDate() === 29;
}
