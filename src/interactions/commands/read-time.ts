import type { Period } from '../../model/command.ts';

const UNITS_MS: Readonly<Record<string, number>> = {
  s: 1_000,
  m: 60_000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};
const SPAN = /^(?:\d{1,6}(?:min|[smhdw]))+$/;
const MOMENT = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?)?$/;
const HOUR_MS = 3_600_000;

/** Reads a length of time such as `90m`, `2h`, `1h30m`, `7d`; milliseconds, undefined when it is none or zero. */
export function readSpan(word: string): number | undefined {
  const text = word.toLowerCase();
  if (!SPAN.test(text)) return undefined;
  const parts = text.match(/\d+(?:min|[smhdw])/g) ?? [];
  const ms = parts.reduce((sum, part) => {
    const number = /^\d+/.exec(part)?.[0] ?? '0';
    return sum + Number(number) * (UNITS_MS[part.slice(number.length)] ?? 0);
  }, 0);
  return ms > 0 ? ms : undefined;
}

/** Reads a moment in ISO 8601, UTC where no zone is told, or a time of day (UTC, the next one to come); epoch milliseconds. */
export function readMoment(word: string, nowMs: number): number | undefined {
  const clock = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(word);
  if (clock) {
    const day = new Date(nowMs).setUTCHours(Number(clock[1]), Number(clock[2]), 0, 0);
    return day < nowMs ? day + 24 * HOUR_MS : day;
  }
  if (!MOMENT.test(word)) return undefined;
  const hasZone = /(?:Z|[+-]\d\d:?\d\d)$/.test(word) && word.length > 10;
  const ms = Date.parse(word.length === 10 || hasZone ? word : `${word}Z`);
  return Number.isNaN(ms) ? undefined : ms;
}

/**
 * Reads how far to look back: `2h` (until now), `2026-11-25T03:00Z` (from then), or `<from>..<to>`; without a word the last hour.
 * Undefined when it is none of these, or ends before it begins. It never begins before 1970: no log group takes that.
 */
export function readPeriod(word: string | undefined, nowMs: number): Period | undefined {
  if (word === undefined) return { fromMs: nowMs - HOUR_MS, toMs: nowMs };
  const span = readSpan(word.replace(/^-/, ''));
  if (span !== undefined) return { fromMs: Math.max(0, nowMs - span), toMs: nowMs };
  const [first = '', last] = word.split('..');
  const beginMs = pastMoment(first, nowMs);
  const toMs = last === undefined ? nowMs : pastMoment(last, nowMs);
  if (beginMs === undefined || toMs === undefined) return undefined;
  const fromMs = Math.max(0, beginMs);
  return fromMs < toMs ? { fromMs, toMs } : undefined;
}

/** A time of day looked back to is the last one that was. */
function pastMoment(word: string, nowMs: number): number | undefined {
  const ms = readMoment(word, nowMs);
  return ms !== undefined && word.length <= 5 && ms > nowMs ? ms - 24 * HOUR_MS : ms;
}
