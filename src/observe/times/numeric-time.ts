import { epochMs, readFraction, readHour, readZone, type TimeStamp, utcMs } from './time-parts.ts';

const DATE_LAST_YEAR = /(\d{1,2})([./-])(\d{1,2})\2(\d{4})[ ,T]{1,2}(\d{1,2}):(\d\d)(?::(\d\d))?/y;
const COMPACT = /(\d{4})(\d\d)(\d\d)[ T_-]?(\d\d):?(\d\d):?(\d\d)(?!\d)/y;
const SHORT_YEAR = /(\d\d)[-/]?(\d\d)[-/]?(\d\d) {1,2}(\d{1,2}):(\d\d):(\d\d)/y;
const CLOCK = /(\d\d):(\d\d):(\d\d)(?!\d|:)/y;
const EPOCH = /(?:1\d{9})(?:(?:\.|,)\d{1,9}|\d{3}|\d{6}|\d{9})?(?![\d.])/y;

/**
 * Reads times written in digits alone, other than ISO 8601: `22.11.2026 05:02:13`, `11/22/2026 5:02:13 PM` (month first unless
 * the first number exceeds 12), `20261122 05:02:13`, `150523  2:50:01` (MySQL before 5.7), epoch seconds, milli-, micro-
 * or nanoseconds, and a clock alone, which has no `atMs`.
 */
export function readNumericTime(text: string, from: number): TimeStamp | undefined {
  return (
    lastYear(text, from) ??
    compact(text, from) ??
    shortYear(text, from) ??
    clock(text, from) ??
    epoch(text, from)
  );
}

function lastYear(text: string, from: number): TimeStamp | undefined {
  DATE_LAST_YEAR.lastIndex = from;
  const found = DATE_LAST_YEAR.exec(text);
  if (!found) return undefined;
  const [first, second] = [Number(found[1]), Number(found[3])];
  const monthFirst = found[2] === '/' && first <= 12;
  const fraction = readFraction(text, DATE_LAST_YEAR.lastIndex);
  const { hour, end } = readHour(found[5], text, fraction.end);
  const [month, day] = monthFirst ? [first, second] : [second, first];
  const base = utcMs(Number(found[4]), month, day, hour, Number(found[6]), Number(found[7] ?? 0));
  return base === undefined ? undefined : dated(text, base + fraction.ms, end);
}

function compact(text: string, from: number): TimeStamp | undefined {
  COMPACT.lastIndex = from;
  const found = COMPACT.exec(text);
  if (!found) return undefined;
  const [y, mo, d, h, mi, s] = found.slice(1).map(Number) as [number, number, number, number, number, number];
  return dated(text, utcMs(y, mo, d, h, mi, s), COMPACT.lastIndex);
}

function shortYear(text: string, from: number): TimeStamp | undefined {
  SHORT_YEAR.lastIndex = from;
  const found = SHORT_YEAR.exec(text);
  if (!found) return undefined;
  const [y, mo, d, h, mi, s] = found.slice(1).map(Number) as [number, number, number, number, number, number];
  return dated(text, utcMs(2000 + y, mo, d, h, mi, s), SHORT_YEAR.lastIndex);
}

function dated(text: string, base: number | undefined, from: number): TimeStamp | undefined {
  if (base === undefined) return undefined;
  const fraction = readFraction(text, from);
  const zone = readZone(text, fraction.end);
  return { atMs: base + fraction.ms - zone.minutes * 60000, end: zone.end, shape: 'dated' };
}

function clock(text: string, from: number): TimeStamp | undefined {
  CLOCK.lastIndex = from;
  if (!CLOCK.test(text)) return undefined;
  return { end: readFraction(text, from + 8).end, shape: 'clock' };
}

function epoch(text: string, from: number): TimeStamp | undefined {
  EPOCH.lastIndex = from;
  const found = EPOCH.exec(text)?.[0];
  if (found === undefined) return undefined;
  return { atMs: epochMs(Number(found.replace(',', '.'))), end: from + found.length, shape: 'epoch' };
}
