import type { Line } from '../line.ts';
import type { Head } from './head.ts';

/** A record while its lines are being gathered. `parts` are the lines of the message without heads and wrappers. */
export interface LogRecord {
  lines: Line[];
  parts: string[];
  head?: Head | undefined;
  /** Set when the wrapper proves that a program wrote the line: syslog, JSON with a level, a container's name. */
  wrapped: boolean;
  trace: boolean;
  /** Its first lines are missing. */
  isCut?: boolean;
}

/** Begins a record at a line; without a head its whole text is the message. */
export function startRecord(line: Line, head: Head | undefined): LogRecord {
  const text = head === undefined ? line.text : head.from === 0 ? line.text : line.text.slice(head.from);
  const wrapped = line.logger !== undefined || line.level !== undefined || line.host !== undefined;
  return { lines: [line], parts: [text], head, wrapped, trace: false };
}
