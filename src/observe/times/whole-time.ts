import { readTime } from './read-time.ts';
import { epochMs } from './time-parts.ts';

/**
 * Reads a text that is a date and time and nothing else, as `date`, `date -Is` or a script prints it, also framed as
 * `=== … ===` or `[…]`. Returns epoch milliseconds, UTC unless an offset or a known zone is given; undefined otherwise.
 */
export function wholeTimeMs(printed: string): number | undefined {
  if (printed.length < 19 || printed.length > 90) return undefined;
  const text = printed
    .trim()
    .replace(/^[=#*[\]-]{1,20} ?/, '')
    .replace(/ ?[=#*[\]:-]{1,20}$/, '')
    .replace(/ {2,4}/g, ' ');
  const time = readTime(text);
  if (time?.shape !== 'dated') return undefined;
  // A zone that is not known counts as UTC.
  return /^(?: [A-Z]{1,5})?$/.test(text.slice(time.end)) ? time.atMs : undefined;
}

/** Nanoseconds of the year 2286, with which epoch numbers get one more digit. */
const LARGEST_EPOCH = 1e19;

/**
 * Reads the time in a field of a structured record: an epoch number in s, ms, µs or ns, the same as text, or any time
 * that `readTime` knows. Returns epoch milliseconds; undefined when it is not a time. Numbers up to 1e9 are durations.
 */
export function fieldTimeMs(value: unknown): number | undefined {
  const number = typeof value === 'string' && value !== '' ? Number(value) : value;
  if (typeof number === 'number' && Number.isFinite(number))
    return number > 1e9 && number < LARGEST_EPOCH ? epochMs(number) : undefined;
  return typeof value === 'string' ? readTime(value)?.atMs : undefined;
}
