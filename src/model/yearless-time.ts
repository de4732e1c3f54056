/** The year of times that were printed without one: a leap year, so that 29 February exists, and one that no log prints. */
export const NO_YEAR = -4000;

/** Midway between the years around `NO_YEAR` and all that a log may print. */
const LAST_MS = -1.5e14;

/** Whether an event time has no year: it is right against the other such times, and says nothing beside times with a year. */
export function isYearless(ms: number): boolean {
  return ms < LAST_MS && ms > 2 * LAST_MS;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A time without a year as syslog prints it: `Nov 22 05:02:13`. */
export function yearlessTime(ms: number): string {
  const date = new Date(ms);
  const day = String(date.getUTCDate()).padStart(2, ' ');
  return `${MONTHS[date.getUTCMonth()]} ${day} ${date.toISOString().slice(-13, -5)}`;
}
