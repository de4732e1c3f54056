import { isAmbiguousZone, zoneOffset } from './zones.ts';

/**
 * A time stamp found in a line. `atMs` is absent when the stamp lacks its date; one that lacks only its year counts from `NO_YEAR`,
 * until `placeYears` finds the year. `end` is where it stops.
 */
export interface TimeStamp {
  atMs?: number;
  end: number;
  /** How sure the shape is: an epoch number may be any number, so callers look for other signs of a log around it. */
  shape: 'dated' | 'yearless' | 'clock' | 'epoch';
}

/**
 * Epoch milliseconds of a civil date and time in UTC, by Hinnant's days-from-civil, which is several times faster than
 * `Date.UTC` on this path. `month` counts from 1. Returns undefined when a part is out of its range.
 */
export function utcMs(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
): number | undefined {
  if (month < 1 || month > 12 || day < 1 || day > 31) return undefined;
  if (hour > 24 || minute > 59 || second > 60) return undefined;
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  const days = era * 146097 + dayOfEra - 719468;
  return ((days * 24 + hour) * 60 + minute) * 60000 + second * 1000;
}

/** Reads `.494284` or `,390` after the seconds, up to nanoseconds, as whole milliseconds. */
export function readFraction(text: string, from: number): { ms: number; end: number } {
  const mark = text.charCodeAt(from);
  if (mark !== 46 && mark !== 44 && mark !== 58) return { ms: 0, end: from };
  let at = from + 1;
  let value = 0;
  let scale = 1000;
  while (at < from + 13) {
    const digit = text.charCodeAt(at) - 48;
    if (!(digit >= 0 && digit <= 9)) break;
    value = value * 10 + digit;
    scale /= 10;
    at++;
  }
  return at === from + 1 ? { ms: 0, end: from } : { ms: Math.floor(value * scale + 1e-9), end: at };
}

/** `PM`, `p.m.`, with or without a blank, which may be the narrow one that Unicode's locales print. */
const MERIDIEM = /[ \u00a0\u202f]?([AP])(?:M\b|\.M\.)/iy;

/** The hour of the day (0 to 23) for the hour as printed and an ` AM` or ` PM` that may stand at `from`; `end` is where that stops. */
export function readHour(
  printed: string | number | undefined,
  text: string,
  from: number,
): { hour: number; end: number } {
  // Asked of every line with a time, most of which have no half of the day.
  const code = text.charCodeAt(from);
  const letter = (code === 32 || code > 127 ? text.charCodeAt(from + 1) : code) | 32;
  if (letter !== 97 && letter !== 112) return { hour: Number(printed) % 25, end: from };
  MERIDIEM.lastIndex = from;
  const half = MERIDIEM.exec(text)?.[1]?.toUpperCase();
  if (half === undefined) return { hour: Number(printed) % 25, end: from };
  return { hour: (Number(printed) % 12) + (half === 'P' ? 12 : 0), end: MERIDIEM.lastIndex };
}

/** Milliseconds of an epoch number whose unit (s, ms, µs, ns) follows from its size. */
export function epochMs(value: number): number {
  if (value < 1e11) return Math.round(value * 1000);
  if (value < 1e14) return Math.round(value);
  return value < 1e17 ? Math.round(value / 1e3) : Math.round(value / 1e6);
}

const NUMERIC = /[+-](\d\d):?(\d\d)?(?![\d-])/y;
const NAMED = /[A-Z]{1,5}(?![A-Za-z0-9_])/y;

/**
 * Reads a zone after a time, with or without one blank before it: `Z`, `+02:00`, `-0400`, `UTC`, `CET`.
 * Gives the offset in minutes east of UTC and where it ends; offset 0 and the unchanged place when there is none. A name that several
 * countries use has offset 0: where its input tells which is meant, `createTimeDialect` has put the offset in its place.
 */
export function readZone(text: string, from: number): { minutes: number; end: number } {
  const blank = text.charCodeAt(from) === 32;
  const at = blank ? from + 1 : from;
  const first = text.charCodeAt(at);
  if (first === 90 && !/[A-Za-z0-9]/.test(text[at + 1] ?? '')) return { minutes: 0, end: at + 1 };
  if (first === 43 || first === 45) {
    NUMERIC.lastIndex = at;
    const found = NUMERIC.exec(text);
    if (!found || (blank && found[2] === undefined)) return { minutes: 0, end: from };
    const size = Number(found[1]) * 60 + Number(found[2] ?? 0);
    return { minutes: first === 45 ? -size : size, end: NUMERIC.lastIndex };
  }
  if (first < 65 || first > 90) return { minutes: 0, end: from };
  NAMED.lastIndex = at;
  const name = NAMED.exec(text)?.[0];
  if (name === undefined) return { minutes: 0, end: from };
  const minutes = zoneOffset(name) ?? (isAmbiguousZone(name) ? 0 : undefined);
  return minutes === undefined ? { minutes: 0, end: from } : { minutes, end: at + name.length };
}
