import type { LogRecord } from './log-record.ts';

const INSPECTED = /^\{ (?:\[?[A-Z]\w{0,60}(?:Error|Exception): |[a-zA-Z_$][\w$]{0,40}: )/;
const TERM =
  /^\{(?:error|badrpc|badmatch|badarg|shutdown|exit|'EXIT'|amqp_error|server_initiated_close|connection_clos\w{2,10}|tls_alert|noproc|nodedown|case_clause|function_clause|auth_failure\w{0,20}|(?:failed|cannot|could_not|unable)_\w{2,40}|\w{2,40}_(?:error|timeout|failed|failure|down|closed|refused)),/;
const OF_ERRORS =
  /\b(?:errno|code|condition|description|message|reason|error\w{0,12}|syscall|replyCode|replyText|name): ['"\d-]|\bcondition: \{|(?:Error|Exception): /;
const MAX_LINES = 60;
const MAX_CHARS = 1000;

/** The number of brackets still open at the end of the record, outside of quotes. */
function openBrackets(parts: readonly string[]): number {
  let open = 0;
  for (const part of parts) {
    const bare = part.slice(0, MAX_CHARS).replace(/"[^"]*"|'[^']*'/g, '');
    for (const [mark] of bare.matchAll(/[{}[\]()]/g))
      open += mark === '{' || mark === '[' || mark === '(' ? 1 : -1;
  }
  return open;
}

function opens(text: string): boolean {
  return text.startsWith('{') && (INSPECTED.test(text.slice(0, 200)) || TERM.test(text.slice(0, 200)));
}

/** Whether the record begins as the dump of an error and its brackets are still open. */
export function isUnfinishedDump({ head, parts }: LogRecord): boolean {
  if (head !== undefined || parts.length >= MAX_LINES || !opens(parts[0] ?? '')) return false;
  return openBrackets(parts) > 0;
}

/**
 * Whether a record is an error printed as a value: Node's util.inspect (`{ condition: …, description: '…' }`)
 * or an Erlang term (`{error,noproc}`). Source text seldom begins a line with the brace and its first key, or with such an atom.
 */
export function isErrorDump({ head, parts }: LogRecord): boolean {
  const first = parts[0] ?? '';
  if (head !== undefined || !opens(first) || !/[}\])]\.?\s*$/.test(parts.at(-1) ?? '')) return false;
  return TERM.test(first.slice(0, 200)) || parts.some((part) => OF_ERRORS.test(part.slice(0, MAX_CHARS)));
}
