import { readNamedMonthTime } from './named-month-time.ts';
import { readNumericTime } from './numeric-time.ts';
import { readFraction, readHour, readZone, type TimeStamp, utcMs } from './time-parts.ts';

/**
 * Reads a time stamp that begins exactly at `from`: ISO 8601 and its relatives, named months (Erlang, Redis, ctime,
 * common log format, syslog), day-first and month-first numbers, epoch seconds to microseconds, a bare clock.
 * Without an offset the time counts as UTC.
 */
export function readTime(text: string, from = 0): TimeStamp | undefined {
  const first = text.charCodeAt(from);
  const isDigit = first >= 48 && first <= 57;
  if (!isDigit && !((first >= 65 && first <= 90) || (first >= 97 && first <= 122))) return undefined;
  if (!isDigit) return readNamedMonthTime(text, from);
  return readIsoTime(text, from) ?? readNamedMonthTime(text, from) ?? readNumericTime(text, from);
}

/**
 * Reads `2026-11-22 05:02:13.494284+00:00` and its relatives: `/` or `.` between date parts, `T`, `_` or a blank
 * before the clock, `.` or `,` before the fraction, an offset or a zone name. Written by hand, because most lines of most logs begin so.
 */
function readIsoTime(text: string, from: number): TimeStamp | undefined {
  const sep = text.charCodeAt(from + 4);
  if ((sep !== 45 && sep !== 47 && sep !== 46) || text.charCodeAt(from + 7) !== sep) return undefined;
  const year = two(text, from) * 100 + two(text, from + 2);
  const month = two(text, from + 5);
  const day = two(text, from + 8);
  let at = from + 10;
  // A quote mark or backtick strays in when people paste; one is forgiven.
  if (text.charCodeAt(at) === 96) at++;
  const between = text.charCodeAt(at);
  if (
    between !== 32 &&
    between !== 84 &&
    between !== 95 &&
    between !== 45 &&
    between !== 58 &&
    between !== 116
  )
    return undefined;
  at++;
  if (between === 32) while (text.charCodeAt(at) === 32 && at < from + 14) at++;
  // A 12-hour clock may print its hour with one digit.
  const isShort = text.charCodeAt(at + 1) === 58;
  const printed = isShort ? digit(text, at) : two(text, at);
  if (isShort) at--;
  if (text.charCodeAt(at + 2) !== 58) return undefined;
  const minute = two(text, at + 3);
  const hasSeconds = text.charCodeAt(at + 5) === 58;
  const base = utcMs(year, month, day, printed, minute, hasSeconds ? two(text, at + 6) : 0);
  if (base === undefined || Number.isNaN(base)) return undefined;
  let end = hasSeconds ? at + 8 : at + 5;
  let atMs = base;
  const mark = text.charCodeAt(end);
  if (mark === 46 || mark === 44) {
    const fraction = readFraction(text, end);
    end = fraction.end;
    atMs += fraction.ms;
  }
  const offset = plainOffset(text, end);
  if (offset !== undefined) return { atMs: atMs - offset * 60000, end: end + 6, shape: 'dated' };
  const { hour, end: halfEnd } = readHour(printed, text, end);
  if (halfEnd !== end) {
    end = halfEnd;
    atMs += (hour - printed) * 3_600_000;
  }
  const next = text.charCodeAt(end);
  if (next === 32 && text.charCodeAt(end + 1) === 91) return { atMs, end, shape: 'dated' };
  const zone = readZone(text, end);
  return { atMs: atMs - zone.minutes * 60000, end: zone.end, shape: 'dated' };
}

/** `+02:00` right behind the clock, by far the commonest zone, in minutes. */
function plainOffset(text: string, at: number): number | undefined {
  const sign = text.charCodeAt(at);
  if ((sign !== 43 && sign !== 45) || text.charCodeAt(at + 3) !== 58) return undefined;
  const size = two(text, at + 1) * 60 + two(text, at + 4);
  if (Number.isNaN(size)) return undefined;
  return sign === 45 ? -size : size;
}

function digit(text: string, at: number): number {
  const value = text.charCodeAt(at) - 48;
  return value >= 0 && value <= 9 ? value : Number.NaN;
}

function two(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48;
  const units = text.charCodeAt(at + 1) - 48;
  return tens >= 0 && tens <= 9 && units >= 0 && units <= 9 ? tens * 10 + units : Number.NaN;
}
