import type { Line } from '../line.ts';
import { continues } from './continues.ts';
import type { Head } from './head.ts';
import { type LogRecord, startRecord } from './log-record.ts';
import { readHead } from './read-head.ts';
import { isExceptionLine, isTraceLine } from './trace-line.ts';

const MAX_OPEN = 64;
const MAX_PARTS = 2000;
const SECOND =
  /^(?:\s|\*|\{|\}|\[\{|<<|#|operation |missed heartbeats|Missed heartbeats|client unexpectedly|connection_closed|$)/;
const FIRST = /(?::|,|^|\*\*\*?|with reason)\s{0,3}$/;

/** Groups lines into records: a head begins one, continuation lines join it, and so do lines that repeat its head (same process, same instant). */
export function gatherRecords(lines: readonly Line[]): { records: LogRecord[]; unread: number } {
  const records: LogRecord[] = [];
  const open = new Map<string, LogRecord>();
  let current: LogRecord | undefined;
  let blank = false;
  let unread = 0;
  for (const line of lines) {
    if (line.text === '' || line.text.trim() === '') {
      blank = true;
      continue;
    }
    if (isGarbage(line.text)) {
      unread++;
      continue;
    }
    const head = readHead(line.text);
    const earlier = head && sameRecord(open, head, line);
    if (head && earlier) add(earlier, line, line.text.slice(head.from));
    else if (current && head === undefined && continues(current, line, blank)) add(current, line, line.text);
    else {
      current = begin(records, line, head);
      if (head?.key !== undefined && !head.key.startsWith('+')) remember(open, head.key, current);
    }
    if (earlier) current = earlier;
    blank = false;
  }
  return { records, unread };
}

function begin(records: LogRecord[], line: Line, head: Head | undefined): LogRecord {
  const record = startRecord(line, head);
  if (head === undefined) record.trace = isTraceLine(line.text) || isExceptionLine(line.text);
  records.push(record);
  return record;
}

function add(record: LogRecord, line: Line, text: string): void {
  record.lines.push(line);
  record.parts.push(text);
  record.trace ||= isTraceLine(text);
}

/** RabbitMQ since 3.9 repeats the head on every line of a record; lines of other processes may stand between. */
function sameRecord(open: Map<string, LogRecord>, head: Head, line: Line): LogRecord | undefined {
  if (head.key === undefined) return undefined;
  if (head.key.startsWith('+')) return open.get(head.key.slice(1));
  const record = open.get(head.key);
  if (record === undefined || record.parts.length >= MAX_PARTS || head.format !== 'rabbitmq')
    return undefined;
  const message = line.text.slice(head.from);
  return SECOND.test(message) || FIRST.test(record.parts[record.parts.length - 1] ?? '') ? record : undefined;
}

function remember(open: Map<string, LogRecord>, key: string, record: LogRecord): void {
  open.delete(key);
  open.set(key, record);
  if (open.size > MAX_OPEN) {
    const oldest = open.keys().next().value;
    if (oldest !== undefined) open.delete(oldest);
  }
}

/** Bytes that no encoding explained: a line of which a good part is replacement characters. */
function isGarbage(text: string): boolean {
  const first = text.indexOf('\ufffd');
  if (first < 0) return false;
  const sample = text.slice(0, 2000);
  let bad = 0;
  for (let i = first; i < sample.length; i++) if (sample.charCodeAt(i) === 0xfffd) bad++;
  return bad * 5 > sample.length;
}
