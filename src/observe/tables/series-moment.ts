import { readTime } from '../times/read-time.ts';
import { utcMs } from '../times/time-parts.ts';

/**
 * When a sample was taken, and where that ends in its line. A clock without a date gives the seconds of its day, one behind a weekday
 * those of its week; `periodSec` is after how many seconds such a clock begins again.
 */
export interface SeriesMoment {
  atMs?: number;
  clockSec?: number;
  periodSec?: number;
  end: number;
}

const DAY_SEC = 86_400;
const CLOCK = /^(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,]\d{1,9})?)?(?:\s?([AP])M)?(?=$|[\s,;\]])/i;
const DATE = /^(\d{4})-(\d\d)-(\d\d)(?=$|[\s,;\]])/;
/** English and German names of the days, as people head rows that they note through a week. */
const WEEKDAY =
  /^(?:(mon|mo)|(tues?|di)|(wed|mi)|(thu(?:rs?)?|do)|(fri|fr)|(sat?)|(sun|so))(?:day|sday|nesday|rday|urday)?\.?[\s,;]+(?=\d)/i;
/** A day without its year: `03-12 06:00`, `03/12 06:00`, `12.03. 06:00`. */
const MONTH_AND_DAY = /^(\d\d)([-/.])(\d\d)\.?[\s,;]+(?=\d{1,2}:\d\d)/;

/** Reads the moment at the beginning of a text: a date, a day of the week or of the year with a clock, or a clock alone. */
export function seriesMoment(text: string): SeriesMoment | undefined {
  const clock = clockAt(text);
  if (clock) return { ...clock, periodSec: DAY_SEC };
  const time = readTime(text);
  if (time?.atMs !== undefined) return { atMs: time.atMs, end: time.end };
  const date = DATE.exec(text);
  const atMs = date ? utcMs(Number(date[1]), Number(date[2]), Number(date[3]), 0, 0, 0) : undefined;
  if (date && atMs !== undefined) return { atMs, end: date[0].length };
  return dayOfWeek(text) ?? dayOfYear(text);
}

function clockAt(text: string): { clockSec: number; end: number } | undefined {
  const clock = CLOCK.exec(text);
  if (!clock) return undefined;
  const [whole, hour, minute, second = 0, half] = clock;
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (/p/i.test(half) ? 12 : 0);
  return { clockSec: hours * 3600 + Number(minute) * 60 + Number(second), end: whole.length };
}

function dayOfWeek(text: string): SeriesMoment | undefined {
  const named = WEEKDAY.exec(text);
  if (!named) return undefined;
  const day = named.slice(1).findIndex((name) => name !== undefined);
  return onDay(text, named[0].length, day, 7 * DAY_SEC);
}

const LONGEST_MONTH = 31;

/** Months of 31 days keep the order of the days, and the time between two of one month. */
function dayOfYear(text: string): SeriesMoment | undefined {
  const dated = MONTH_AND_DAY.exec(text);
  if (!dated) return undefined;
  const [whole, first, mark, second] = dated;
  const [month, day] = mark === '.' ? [Number(second), Number(first)] : [Number(first), Number(second)];
  if (month < 1 || month > 12 || day < 1 || day > LONGEST_MONTH) return undefined;
  const year = 12 * LONGEST_MONTH * DAY_SEC;
  return onDay(text, whole.length, (month - 1) * LONGEST_MONTH + day - 1, year);
}

function onDay(text: string, from: number, day: number, periodSec: number): SeriesMoment {
  const clock = clockAt(text.slice(from));
  const clockSec = day * DAY_SEC + (clock?.clockSec ?? 0);
  return { clockSec, periodSec, end: from + (clock?.end ?? 0) };
}
