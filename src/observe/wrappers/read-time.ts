import { readIsoTime } from './read-iso-time.ts';
import { readNamedMonthTime } from './read-named-month-time.ts';
import { readNumericTime } from './read-numeric-time.ts';

/** A time stamp found in a line. `atMs` is absent when the stamp lacks its year or date; `end` is where it stops. */
export interface TimeStamp {
  atMs?: number;
  end: number;
  /** How sure the shape is: an epoch number may be any number, so callers ask for company before they believe it. */
  shape: 'dated' | 'yearless' | 'clock' | 'epoch';
}

/**
 * Reads a time stamp that begins exactly at `from`: ISO 8601 and its relatives, named months (Erlang, Redis, ctime,
 * common log format, syslog), day-first and month-first numbers, epoch seconds to microseconds, a bare clock.
 * Without an offset the time counts as UTC.
 */
export function readTime(text: string, from = 0): TimeStamp | undefined {
  const first = text.charCodeAt(from);
  const digit = first >= 48 && first <= 57;
  if (!digit && !((first >= 65 && first <= 90) || (first >= 97 && first <= 122))) return undefined;
  if (!digit) return readNamedMonthTime(text, from);
  return readIsoTime(text, from) ?? readNamedMonthTime(text, from) ?? readNumericTime(text, from);
}
