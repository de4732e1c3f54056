import type { Period } from '../../model/command.ts';
import { durationMs, timeMs } from '../../model/duration.ts';

const HOUR_MS = 3_600_000;
const CLOCK = /^([01]?\d|2[0-3]):([0-5]\d)Z?$/;

/** Reads a length of time such as `90m`, `2h`, `1h30m`, `7d`; milliseconds. Undefined for anything else, and for zero. */
export function readSpan(word: string): number | undefined {
  const ms = durationMs(word.toLowerCase()) ?? 0;
  return ms > 0 ? ms : undefined;
}

/** Reads a time in ISO 8601, UTC unless it names a zone, or a time of day (UTC, the next one to come); epoch milliseconds. */
export function readMoment(word: string, nowMs: number): number | undefined {
  const clock = CLOCK.exec(word);
  if (clock) {
    const day = new Date(nowMs).setUTCHours(Number(clock[1]), Number(clock[2]), 0, 0);
    return day < nowMs ? day + 24 * HOUR_MS : day;
  }
  return timeMs(word);
}

/**
 * Reads how far to look back: `2h` (until now), `2026-11-25T03:00Z` (from then), or `<from>..<to>`, where a time of day behind a date is the
 * next one after it; without a word the last hour.
 * Undefined when it is none of these, or ends before it begins. It never begins before 1970: no log group takes that.
 */
export function readPeriod(word: string | undefined, nowMs: number): Period | undefined {
  if (word === undefined) return { fromMs: nowMs - HOUR_MS, toMs: nowMs };
  const span = readSpan(word.replace(/^-/, ''));
  if (span !== undefined) return { fromMs: Math.max(0, nowMs - span), toMs: nowMs };
  const [first = '', last] = word.split('..');
  const beginMs = pastMoment(first, nowMs);
  const toMs = last === undefined ? nowMs : endMoment(last, first, nowMs);
  if (beginMs === undefined || toMs === undefined) return undefined;
  const fromMs = Math.max(0, beginMs);
  return fromMs < toMs ? { fromMs, toMs } : undefined;
}

/** A time of day looked back to is the last one that was. */
function pastMoment(word: string, nowMs: number): number | undefined {
  const ms = readMoment(word, nowMs);
  return ms !== undefined && CLOCK.test(word) && ms > nowMs ? ms - 24 * HOUR_MS : ms;
}

/** `2026-11-22T08:00Z..09:00Z` ends on the day that it begins on, or in the night after. */
function endMoment(word: string, first: string, nowMs: number): number | undefined {
  const beginMs = CLOCK.test(first) ? undefined : timeMs(first);
  return beginMs !== undefined && CLOCK.test(word) ? readMoment(word, beginMs) : pastMoment(word, nowMs);
}
