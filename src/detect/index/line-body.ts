import { areAlike, timeEnd } from './time-end.ts';

/** What a collector, a container's runtime or grep put before a line, and where the line itself begins. */
interface Body {
  wrapper: 'object' | 'logger' | 'container' | 'journal' | 'grep' | 'time';
  start: number;
}

/** A body begins within so many bytes of its line. */
const HEAD_BYTES = 400;
/** A head of the program's own begins the body, and its time ends within so many bytes. */
const OWN_HEAD_BYTES = 34;
const LONGEST_UNIT = 60;

const [NEWLINE, COLON, SPACE, TAB, OPEN_OBJECT, CLOSE_BRACKET, SLASH, DOT, LETTER_S] =
  new TextEncoder().encode('\n: \t{]/.s');
const singleBytes = new TextDecoder('latin1');
/** What collectors and loggers call the line or the message, and what only loggers write. */
const MESSAGE_KEYS = ['message', '@message', 'MESSAGE', 'log', 'msg'].flatMap((key) => [
  `"${key}":"`,
  `"${key}": "`,
]);
const LOGGER_KEYS = ['level', 'severity', 'levelname', 'lvl', 'msg'].map((key) => `"${key}":`);
const CONTAINER_TAGS = ['stdout', 'stderr'].flatMap((stream) => ['F', 'P'].map((tag) => `${stream} ${tag} `));
const TAG_BYTES = 9;

/**
 * Whether a wrapped line goes on with the record of the wrapped line before it: where both bodies bear the same time, where only the one
 * before has a head of its own, after a colon at its end, and within a stack trace. Undefined where the wrappers do not tell.
 */
export function continuesBody(
  bytes: Uint8Array,
  previous: number,
  line: number,
  end: number,
): boolean | undefined {
  const [before, body] = [bodyOf(bytes, previous, end), bodyOf(bytes, line, end)];
  if (!before || before.wrapper !== body?.wrapper) return undefined;
  const time = ownTimeEnd(bytes, body.start, end);
  const timeBefore = ownTimeEnd(bytes, before.start, end);
  if (time !== -1) return timeBefore !== -1 && areAlike(bytes, before.start, body.start, time - body.start);
  if (body.wrapper === 'logger') return undefined;
  if (timeBefore !== -1) return true;
  if (body.wrapper === 'time') return undefined;
  const isWithinTrace = isBlank(bytes[body.start]) || isBlank(bytes[before.start]);
  return isWithinTrace || endsWithColon(bytes, previous, line) ? true : undefined;
}

function bodyOf(bytes: Uint8Array, line: number, end: number): Body | undefined {
  const first = bytes[line];
  if (first === OPEN_OBJECT) return ofObject(headOf(bytes, line, end), line);
  if (first === SLASH || first === DOT) return ofGrep(headOf(bytes, line, end), line);
  return ofTime(bytes, line, end);
}

/** As many characters as bytes. */
function headOf(bytes: Uint8Array, line: number, end: number): string {
  return singleBytes.decode(bytes.subarray(line, Math.min(line + HEAD_BYTES, end)));
}

function ofObject(head: string, line: number): Body | undefined {
  const key = MESSAGE_KEYS.find((one) => head.includes(one));
  if (key === undefined) return undefined;
  const wrapper = LOGGER_KEYS.some((one) => head.includes(one)) ? 'logger' : 'object';
  return { wrapper, start: line + head.indexOf(key) + key.length };
}

/** `/var/log/rabbit.log:120:` */
function ofGrep(head: string, line: number): Body | undefined {
  const colon = head.indexOf(':');
  const next = head.indexOf(':', colon + 1);
  const isNumber = next > colon + 1 && Number.isInteger(Number(head.slice(colon + 1, next)));
  return colon > 0 && isNumber ? { wrapper: 'grep', start: line + next + 1 } : undefined;
}

/** `2026-03-14T06:00:00.123Z stdout F `, `Mar 14 06:00:00 mq1 rabbitmq-server[812]: `, or a time alone. */
function ofTime(bytes: Uint8Array, line: number, end: number): Body | undefined {
  const time = timeEnd(bytes, line, end);
  if (time === -1) return undefined;
  let start = time;
  while (start < end && bytes[start] !== SPACE && bytes[start] !== NEWLINE) start++;
  if (bytes[start++] !== SPACE) return undefined;
  if (isContainerTag(bytes, start)) return { wrapper: 'container', start: start + TAG_BYTES };
  const unit = unitEnd(bytes, start, Math.min(end, start + LONGEST_UNIT));
  return unit === -1 ? { wrapper: 'time', start } : { wrapper: 'journal', start: unit };
}

/** Stream and tag of the Kubernetes logging format (CRI), of a full or a partial line: `stdout F `. */
function isContainerTag(bytes: Uint8Array, at: number): boolean {
  const isStream = bytes[at] === LETTER_S && bytes[at + 6] === SPACE && bytes[at + 8] === SPACE;
  return isStream && CONTAINER_TAGS.includes(singleBytes.decode(bytes.subarray(at, at + TAG_BYTES)));
}

/** The end of `mq1 rabbitmq-server[812]: `; -1 where something else stands there. */
function unitEnd(bytes: Uint8Array, start: number, end: number): number {
  let words = 1;
  for (let at = start; at + 2 < end && words <= 2; at++) {
    if (bytes[at] === SPACE) words++;
    if (bytes[at] === CLOSE_BRACKET && bytes[at + 1] === COLON) return words === 2 ? at + 3 : -1;
  }
  return -1;
}

function ownTimeEnd(bytes: Uint8Array, start: number, end: number): number {
  return timeEnd(bytes, start, Math.min(end, start + OWN_HEAD_BYTES));
}

function isBlank(byte: number | undefined): boolean {
  return byte === SPACE || byte === TAB;
}

function endsWithColon(bytes: Uint8Array, start: number, end: number): boolean {
  let at = end - 1;
  while (at > start && (bytes[at] === NEWLINE || isBlank(bytes[at]))) at--;
  return bytes[at] === COLON;
}
