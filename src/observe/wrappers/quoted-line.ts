import { startsLikeRecord, startsLikeRow } from '../log-start.ts';
import { wholeTimeMs } from '../times/whole-time.ts';
import type { Unwrapped } from './wrapper.ts';

const QUOTED = /^\s*"(?:[^"\\]|\\.)*",?\s*$/;

/** A line that is one JSON string, as Ansible prints `stdout_lines`; only when the string is a log record or a table row. */
export function quotedLine(text: string): Unwrapped | undefined {
  const from = text.indexOf('"');
  if (from < 0 || text.length - from < 12 || text.length > 100_000) return undefined;
  const inner = text.slice(from + 1, from + 60);
  if (!startsLikeRecord(inner) && !startsLikeRow(inner)) return undefined;
  if (!QUOTED.test(text)) return undefined;
  try {
    const record = String(JSON.parse(text.trim().replace(/,$/, '')));
    // A time alone is an element of some document.
    return wholeTimeMs(record) === undefined ? { text: record } : undefined;
  } catch {
    return undefined;
  }
}
