import type { Line } from '../line.ts';
import { isUnfinishedDump } from './error-dump.ts';
import { isSpeakerLine, lineWords } from './line-words.ts';
import type { LogRecord } from './log-record.ts';
import { isExceptionLine, isTraceLine } from './trace-line.ts';

const MAX_LINES = 2000;
const UNFINISHED = /(?::|,|\\|\(|\{|\[|=|--->)\s{0,4}$/;
const SECOND_LINE =
  /^(?:\*|\{|\}|\[\{|<<|operation |missed heartbeats|Missed heartbeats|client unexpectedly|connection_closed)/;

/** Whether a line without a head of its own belongs to the record before it. `afterBlank`: an empty line stands between. */
export function continues(record: LogRecord, line: Line, afterBlank: boolean): boolean {
  const { lines, parts, head } = record;
  const last = lines[lines.length - 1];
  if (last === undefined || lines.length >= MAX_LINES) return false;
  if (line.number === last.number) return true;
  const text = line.text;
  const first = text.charCodeAt(0);
  if (isTraceLine(text)) return !afterBlank || record.trace || head !== undefined;
  const ending = parts[parts.length - 1] ?? '';
  if (!afterBlank && (first === 32 || first === 9))
    return head !== undefined || record.trace || isUnfinishedDump(record) || joinsText(record, text);
  if (afterBlank) return afterGap(record, text, first);
  if (isUnfinishedDump(record)) return true;
  if (line.logger !== undefined || line.level !== undefined) {
    return UNFINISHED.test(ending) || (SECOND_LINE.test(text) && !text.startsWith('* '));
  }
  if (awaitsException(record)) return true;
  if (head === undefined && isExceptionLine(text)) return false;
  if (SECOND_LINE.test(text) && (head !== undefined || UNFINISHED.test(ending))) return true;
  if (head === undefined) return joinsText(record, text);
  if (head.single) return false;
  return lineWords(text) !== 'prose' && lineWords(text) !== 'code';
}

function afterGap(record: LogRecord, text: string, first: number): boolean {
  if (record.head === undefined && !record.trace) return false;
  if (first === 42 || first === 123) return true;
  if (record.head?.format === 'erlang report' && record.parts.every((part) => part.trim() === ''))
    return true;
  return record.trace && isExceptionLine(text) && !record.parts.some((part) => isExceptionLine(part));
}

/** After a Python trace's frames the exception stands at the margin; what follows it is something new. */
function awaitsException(record: LogRecord): boolean {
  if (!record.trace) return false;
  const ending = record.parts[record.parts.length - 1] ?? '';
  if (ending.startsWith('Traceback')) return true;
  return /^\s/.test(ending) && record.parts.some((part) => /^\s{0,8}File "/.test(part));
}

/** Wrapped prose goes on over line ends; pasted messages stand one to a line. */
function joinsText(record: LogRecord, text: string): boolean {
  const ending = record.parts[record.parts.length - 1] ?? '';
  if (isSpeakerLine(record.parts[0] ?? '')) return !isSpeakerLine(text);
  if (isExceptionLine(text.trimStart())) return false;
  // "We get the following:" announces something that is not its own words.
  if (ending.trimEnd().endsWith(':')) return false;
  const before = lineWords(ending);
  const now = lineWords(text);
  if (before === 'error' || now === 'error') return false;
  if (before === 'code' || now === 'code') return false;
  if (/^\s*(?:[-*+•]|\d{1,3}[.)]|#{1,6})\s/.test(text)) return false;
  return (
    before === 'prose' || (/^\s/.test(text) && now !== 'prose' && /^\s*[-*+•]\s/.test(record.parts[0] ?? ''))
  );
}
