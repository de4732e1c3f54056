import { readTime } from './times/read-time.ts';

/**
 * A date, a time and a level in brackets, as most lines of a large log begin. No table, capture or configuration begins so,
 * which spares such lines the readers of those formats.
 */
export const DATED_LEVEL_START = /^\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d\S{0,16} \[[a-z]{4,8}\] /;

const REPORT = /^=[A-Z]+ REPORT/;
const BRACKET_LEVEL = /^\[(?:debug|info|notice|warn|warning|error|critical)\]/i;

/** Whether text begins like a log record: with a time, a bracketed time or level, an Erlang report, or JSON. */
export function startsLikeRecord(text: string, from = 0): boolean {
  const first = text[from];
  if (first === undefined) return false;
  if (first === '[') return dated(text, from + 1) || BRACKET_LEVEL.test(text.slice(from, from + 12));
  if (first === '=') return REPORT.test(text.slice(from, from + 40));
  if (first === '{') return text[from + 1] === '"';
  return dated(text, from);
}

const ROW = /^(?:tcp|udp|ESTAB|SYN|TIME|CLOSE|FIN|LAST|LISTEN|State |Proto |Netid |COMMAND |id=\d+ addr=)/;
/** Tables with borders, and those whose cells a bar parts. */
const CELLS = /^\s*(?:[+|│┃┌├└╔╠╚┏┣┗]|[^|]{1,40} \| )/;

/** Whether text begins like a row of a table, or like its head. */
export function startsLikeRow(text: string): boolean {
  return ROW.test(text) || CELLS.test(text);
}

function dated(text: string, from: number): boolean {
  const time = readTime(text, from);
  return time !== undefined && time.shape !== 'clock';
}

const TIME_START =
  /^\W{0,3}(?:\d{4}[-/]\d\d[-/]\d\d|\d\d:\d\d(?::\d\d)?\b|\d{1,2}[/ ][A-Z][a-z]{2}[/ ]|[A-Z][a-z]{2}\s{1,2}\d{1,2} \d\d:|\d{10}(?:\.\d{1,9})?[: ])/;
const LEVEL_START =
  /^\s{0,8}\[?(?:TRACE|DEBUG|INFO|NOTICE|WARN(?:ING)?|ERROR|FATAL|CRIT(?:ICAL)?|trace|debug|info|warn(?:ing)?|error|fatal)\]?[:\s|\]]\s{0,3}[A-Z<[\w]/;
const TRACE_START =
  /^(?:\s{0,12}at\s|\s{0,8}File "|Traceback |\s{0,8}Caused by|=[A-Z]+ REPORT|\s{0,12}\.{3} \d+ more|#\d+\s|\s*\^+\s*$|[\w.$\\]*(?:Error|Exception)\b(?:\s\[|[:(]\s|:?\s*$)|panic:|goroutine \d|Stack trace|\s{0,8}~*\^+~*\s*$)/;
const LOG_FIELDS =
  /^\s{0,4}(?:\{.{0,200}"(?:time|timestamp|@timestamp|ts|level|msg|message|log|severity)"\s*:|(?:time|ts|level|lvl|msg|t|at)=\S)/;
const ERROR_DUMP =
  /^\s*["']?(?:errno|code|syscall|address|fatal|stack|cause|classId|methodId|replyCode|replyText)["']?:/;

/** Whether a line among source code or configuration is a log record, a line of a stack trace, or part of a dumped error object. */
export function isLogLike(text: string): boolean {
  const head = text.slice(0, 300);
  return (
    TIME_START.test(head) ||
    LEVEL_START.test(head) ||
    TRACE_START.test(head) ||
    LOG_FIELDS.test(head) ||
    ERROR_DUMP.test(head)
  );
}

const DATED_LINE =
  /^.{0,24}?\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d:\d\d\S{0,16}\s+\S|^[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d /;

/** Whether a line begins with a date and a time, or with the time of syslog, and goes on after it. */
export function isDatedLine(text: string): boolean {
  return DATED_LINE.test(text.slice(0, 100));
}
