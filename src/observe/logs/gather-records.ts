import type { Failures } from '../../failures.ts';
import type { Line } from '../line.ts';
import { isUnfinishedDump } from './error-dump.ts';
import type { Head } from './head.ts';
import { isCloser, isExceptionLine, isFenceLine, isHeading, isListItem, isTraceLine } from './line-shape.ts';
import { isSpeakerLine, lineWords } from './line-words.ts';
import { type LogRecord, startRecord } from './log-record.ts';
import { isInPythonTrace } from './python-trace.ts';
import { readHead } from './read-head.ts';

const MAX_OPEN = 256;
const MAX_PARTS = 2000;
const SECOND =
  /^(?:\s|\*|\{|\}|\[\{|<<|#|operation |missed heartbeats|Missed heartbeats|client unexpectedly|connection_closed|#method<|$)/;
const FIRST = /(?::|,|^|\*\*\*?|with reason)\s{0,3}$/;

/** What RabbitMQ writes of a connection below the line that names it (rabbit_reader.erl, rabbit_channel.erl, rabbit_direct.erl). */
const NEVER_FIRST =
  /^(?:\{|<<|operation |[Mm]issed heartbeats|client unexpectedly|client did not start|connection_closed|fatal_frame_error|access to vhost '|access refused for user|vhost \S{1,80} not found|number of channels opened|[A-Z0-9-]{4,20} login refused|connection refused(?: for user|: node)|failed to (?:open channel|negotiate connection)|TLS client detected|HTTP GET request)/;

/**
 * Groups lines into records: a head begins one, continuation lines join it, and so do lines that repeat its head (same process,
 * same instant). A line on which something is thrown is left out and noted in `failures`.
 */
export function gatherRecords(
  lines: readonly Line[],
  failures: Failures,
): { records: LogRecord[]; unread: number } {
  const records: LogRecord[] = [];
  const open: OpenRecords = { newer: new Map(), older: new Map() };
  let current: LogRecord | undefined;
  let blank = false;
  let unread = 0;
  for (const line of lines) {
    if (line.text === '' || line.text.trim() === '') blank = true;
    else if (isGarbage(line.text, line.verbatim)) unread++;
    else failures.contain('log line', () => take(line), line.number);
  }
  return { records, unread };

  function take(line: Line): void {
    const head = readHead(line.text);
    const earlier = head?.key === undefined ? undefined : sameRecord(open, head, head.key, line);
    if (head && earlier) add(earlier, line, line.text.slice(head.from));
    else if (current && head === undefined && continues(current, line, blank)) add(current, line, line.text);
    else {
      current = begin(records, line, head);
      if (head?.key !== undefined && !head.key.startsWith('+')) remember(open, head.key, current);
    }
    if (earlier) current = earlier;
    blank = false;
  }
}

function begin(records: LogRecord[], line: Line, head: Head | undefined): LogRecord {
  const record = startRecord(line, head);
  const mayBeCut =
    head === undefined ? records.length === 0 : head.key !== undefined && !head.key.startsWith('+');
  if (mayBeCut && NEVER_FIRST.test(record.parts[0] ?? '')) record.isCut = true;
  if (head === undefined)
    record.trace = (isTraceLine(line.text) && !isCloser(line.text)) || isExceptionLine(line.text);
  records.push(record);
  return record;
}

function add(record: LogRecord, line: Line, text: string): void {
  record.lines.push(line);
  record.parts.push(text);
  record.trace ||= isTraceLine(text) && !isCloser(text);
}

/** RabbitMQ since 3.9 repeats the head on every line of a record; lines of other processes may stand between. */
function sameRecord(open: OpenRecords, head: Head, key: string, line: Line): LogRecord | undefined {
  if (key.startsWith('+')) return find(open, key.slice(1));
  if (head.stampEnd === undefined) return undefined;
  const record = find(open, key);
  const first = record?.lines[0];
  if (!record || !first || record.parts.length >= MAX_PARTS) return undefined;
  if (record.head?.stampEnd !== head.stampEnd) return undefined;
  if (head.stampEnd > 0 && !first.text.startsWith(line.text.slice(0, head.stampEnd))) return undefined;
  const message = line.text.slice(head.from);
  return SECOND.test(message) || FIRST.test(record.parts[record.parts.length - 1] ?? '') ? record : undefined;
}

/** Records that may still get lines, in two generations, so that the oldest can be dropped without keeping an order. */
interface OpenRecords {
  newer: Map<string, LogRecord>;
  older: Map<string, LogRecord>;
}

function find(open: OpenRecords, key: string): LogRecord | undefined {
  return open.newer.get(key) ?? open.older.get(key);
}

function remember(open: OpenRecords, key: string, record: LogRecord): void {
  if (open.newer.size >= MAX_OPEN) {
    open.older = open.newer;
    open.newer = new Map();
  }
  open.newer.set(key, record);
}

/** Binary data: a large part of the line is replacement or control characters. */
function isGarbage(text: string, verbatim: string): boolean {
  return share(text, isReplacement) > 0.2 || share(verbatim, isControl) > 0.02;
}

function share(text: string, kind: (code: number) => boolean): number {
  const length = Math.min(text.length, 2000);
  let bad = 0;
  for (let i = 0; i < length; i++) if (kind(text.charCodeAt(i))) bad++;
  return bad < 4 && bad * 5 <= length ? 0 : bad / length;
}

function isReplacement(code: number): boolean {
  return code === 0xfffd;
}

/** Except NUL, which fills the holes of truncated logs, and what terminals use: BEL to CR, and ESC. */
function isControl(code: number): boolean {
  return (code > 0 && code < 7) || (code > 13 && code < 27) || (code > 27 && code < 32);
}

const MAX_LINES = 2000;
const UNFINISHED = /(?::|,|\\|\(|\{|\[|=|--->)\s{0,4}$/;
const SECOND_LINE =
  /^(?:\*|\{|\}|\[\{|<<|operation |missed heartbeats|Missed heartbeats|client unexpectedly|connection_closed|#method<)/;

/** Whether a line without a head of its own belongs to the record before it. `afterBlank`: an empty line stands between. */
function continues(record: LogRecord, line: Line, afterBlank: boolean): boolean {
  const { lines, parts, head } = record;
  const last = lines[lines.length - 1];
  if (last === undefined || lines.length >= MAX_LINES) return false;
  if (line.number === last.number) return true;
  const text = line.text;
  if (isFenceLine(text) || isFenceLine(last.text)) return false;
  const first = text.charCodeAt(0);
  if (isTraceLine(text)) return !afterBlank || record.trace || head !== undefined;
  const ending = parts[parts.length - 1] ?? '';
  if (!afterBlank && (first === 32 || first === 9))
    return head !== undefined || record.trace || isUnfinishedDump(record) || joinsText(record, text);
  if (afterBlank) return afterGap(record, text, first);
  if (isUnfinishedDump(record) || isInPythonTrace(record)) return true;
  if (line.logger !== undefined || line.level !== undefined) {
    return UNFINISHED.test(ending) || (SECOND_LINE.test(text) && !text.startsWith('* '));
  }
  if (text.startsWith('#method<') && UNFINISHED.test(ending)) return true;
  if (head === undefined && isExceptionLine(text)) return false;
  if (
    SECOND_LINE.test(text) &&
    (head !== undefined || (UNFINISHED.test(ending) && lineWords(ending) !== 'prose'))
  )
    return true;
  if (head === undefined) return joinsText(record, text);
  if (head.single) return false;
  // Erlang ends a report with a blank line: what stands in it may look like settings.
  if (head.format === 'erlang report') return lineWords(text) !== 'prose';
  // No record ends so; what follows may have any words.
  if (/[,:]$/.test(ending) && /^[a-z]/.test(text) && lineWords(text) !== 'prose') return true;
  return lineWords(text) !== 'prose' && lineWords(text) !== 'code';
}

function afterGap(record: LogRecord, text: string, first: number): boolean {
  if (record.head === undefined && !record.trace) return false;
  if (first === 42 || first === 123) return true;
  if (record.head?.format === 'erlang report' && record.parts.every((part) => part.trim() === ''))
    return true;
  if (!isExceptionLine(text) || record.parts.some((part) => isExceptionLine(part))) return false;
  // Consoles that put a blank line behind each line part what happened from its exception.
  return record.trace || (record.parts.length === 1 && record.head?.weak !== true && !record.head?.single);
}

/** Wrapped prose continues across lines; pasted messages stand one per line. */
function joinsText(record: LogRecord, text: string): boolean {
  const ending = record.parts[record.parts.length - 1] ?? '';
  if (isSpeakerLine(record.parts[0] ?? '')) return !isSpeakerLine(text);
  if (isExceptionLine(text.trimStart()) || isHeading(ending)) return false;
  // "We get the following:" introduces text that is not part of the sentence.
  if (ending.trimEnd().endsWith(':')) return false;
  const before = lineWords(ending);
  const now = lineWords(text);
  if (before === 'error' || now === 'error') return false;
  if (before === 'code' || now === 'code') return false;
  if (isListItem(text) || /^\s*#{1,6}\s/.test(text)) return false;
  return before === 'prose' || (/^\s/.test(text) && now !== 'prose' && isListItem(record.parts[0] ?? ''));
}
