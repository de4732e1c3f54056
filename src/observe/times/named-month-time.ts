import { NO_YEAR } from '../../model/yearless-time.ts';
import { readFraction, readHour, readZone, type TimeStamp, utcMs } from './time-parts.ts';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const M = '(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}';
const CLOCK = '(\\d{1,2}):(\\d\\d):(\\d\\d)';
const WEEKDAY = '(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6},? )?';
const DAY_FIRST = new RegExp(`${WEEKDAY}(\\d{1,2})[-/ ]${M}[-/ ](\\d{4})(?:::|:|,? |T)${CLOCK}`, 'iy');
const MONTH_FIRST = new RegExp(`${WEEKDAY}${M} {1,2}(\\d{1,2})(?:,? (\\d{4}))?(?: @ |,? )${CLOCK}`, 'iy');
const YEAR_FIRST = new RegExp(`(\\d{4})[- /]${M}[- /](\\d{1,2})[ T]${CLOCK}`, 'iy');
const YEAR_AFTER = /(?: [A-Z]{3,5}| [+-]\d\d:?\d\d)? (\d{4})(?!\d)/y;

/**
 * Reads times with the month as a word: `22-Nov-2026::05:16:48` (Erlang), `22 Nov 2026 05:02:13.494` (Redis),
 * `22/Nov/2026:05:02:50 +0000` (common log format), `Jan 31, 2020 @ 19:19:34.308` (Kibana), `Sun Nov 22 05:02:13 2026` (ctime),
 * `Nov 22 05:02:13` (RFC 3164, without a year).
 */
export function readNamedMonthTime(text: string, from: number): TimeStamp | undefined {
  DAY_FIRST.lastIndex = from;
  let found = DAY_FIRST.exec(text);
  if (found) return finish(text, DAY_FIRST.lastIndex, found[3], found[2], found[1], found.slice(4));
  MONTH_FIRST.lastIndex = from;
  found = MONTH_FIRST.exec(text);
  if (found) return finish(text, MONTH_FIRST.lastIndex, found[3], found[1], found[2], found.slice(4));
  YEAR_FIRST.lastIndex = from;
  found = YEAR_FIRST.exec(text);
  if (found) return finish(text, YEAR_FIRST.lastIndex, found[1], found[2], found[3], found.slice(4));
  return undefined;
}

function finish(
  text: string,
  from: number,
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
  clock: (string | undefined)[],
): TimeStamp | undefined {
  const fraction = readFraction(text, from);
  const { hour, end } = readHour(clock[0], text, fraction.end);
  YEAR_AFTER.lastIndex = end;
  const after = year === undefined ? YEAR_AFTER.exec(text) : null;
  const zone = readZone(text, end);
  const fullYear = year ?? after?.[1];
  const monthNumber = MONTHS.indexOf((month ?? '').toLowerCase()) + 1;
  const base = utcMs(
    Number(fullYear ?? NO_YEAR),
    monthNumber,
    Number(day),
    hour,
    Number(clock[1]),
    Number(clock[2]),
  );
  if (fullYear === undefined)
    return {
      ...(base === undefined ? {} : { atMs: base + fraction.ms }),
      end: fraction.end,
      shape: 'yearless',
    };
  return base === undefined
    ? undefined
    : {
        atMs: base + fraction.ms - zone.minutes * 60000,
        end: after ? YEAR_AFTER.lastIndex : zone.end,
        shape: 'dated',
      };
}
