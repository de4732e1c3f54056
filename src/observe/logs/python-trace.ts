import { isExceptionLine } from './line-shape.ts';
import type { LogRecord } from './log-record.ts';

const FRAME = /^\s{0,8}File(?: "|$)/;
const WHOLE_FRAME = /", line \d{1,7}(?:, in \S.*)?$/;
/** A frame that was broken at its words has so many lines at most. */
const MOST_LINES = 4;
/** Python 3.11 and later mark the part of the source line that failed. */
const MARK = /^\s*[~^]+\s*$/;

/**
 * Whether the next line of a record belongs to its Python trace: a frame is followed by its source line, the last one by the exception
 * (Python's traceback module). Both belong to it also where the indentation was lost on the way, and where the line
 * of a frame was broken behind the name of its file. The line after the exception is something new.
 */
export function isInPythonTrace({ trace, parts }: LogRecord): boolean {
  if (!trace) return false;
  const ending = parts.at(-1) ?? '';
  if (ending.startsWith('Traceback')) return true;
  const frame = parts.findLastIndex((part) => FRAME.test(part));
  if (frame < 0) return false;
  if (/^\s/.test(ending)) return true;
  const behind = parts.slice(frame).filter((part) => !MARK.test(part));
  const frameEnd = behind.findIndex((_, i) => WHOLE_FRAME.test(behind.slice(0, i + 1).join(' ')));
  if (frameEnd < 0) return behind.length < MOST_LINES;
  return behind.length - frameEnd <= 2 && !behind.some(isExceptionLine);
}
