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

const [NEWLINE, COLON, SPACE, TAB] = Buffer.from('\n: \t');
/** What collectors and loggers call the line or the message, and what only loggers write. */
const MESSAGE_KEYS = ['message', '@message', 'MESSAGE', 'log', 'msg'].flatMap((key) => [
  `"${key}":"`,
  `"${key}": "`,
]);
const LOGGER_KEYS = ['level', 'severity', 'levelname', 'lvl', 'msg'].map((key) => `"${key}":`);
/** Streams and tags of the Kubernetes logging format (CRI): full and partial lines. */
const CONTAINER_TAGS = ['stdout', 'stderr'].flatMap((stream) => ['F', 'P'].map((tag) => `${stream} ${tag} `));

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
  const head = String.fromCharCode(...bytes.subarray(line, Math.min(line + HEAD_BYTES, end)));
  const body = head.startsWith('{"')
    ? ofObject(head)
    : (ofGrep(head) ?? ofTime(head, timeEnd(bytes, line, end) - line));
  return body && { ...body, start: line + body.start };
}

function ofObject(head: string): Body | undefined {
  const key = MESSAGE_KEYS.find((one) => head.includes(one));
  if (key === undefined) return undefined;
  const wrapper = LOGGER_KEYS.some((one) => head.includes(one)) ? 'logger' : 'object';
  return { wrapper, start: head.indexOf(key) + key.length };
}

/** `/var/log/rabbit.log:120:` */
function ofGrep(head: string): Body | undefined {
  if (!head.startsWith('/') && !head.startsWith('./')) return undefined;
  const colon = head.indexOf(':');
  const next = head.indexOf(':', colon + 1);
  const isNumber = next > colon + 1 && Number.isInteger(Number(head.slice(colon + 1, next)));
  return colon > 0 && isNumber ? { wrapper: 'grep', start: next + 1 } : undefined;
}

/** `2026-03-14T06:00:00.123Z stdout F `, `Mar 14 06:00:00 mq1 rabbitmq-server[812]: `, or a time alone. */
function ofTime(head: string, timeEndsAt: number): Body | undefined {
  const start = timeEndsAt < 0 ? 0 : head.indexOf(' ', timeEndsAt) + 1;
  if (start === 0) return undefined;
  const rest = head.slice(start);
  const tag = CONTAINER_TAGS.find((one) => rest.startsWith(one));
  if (tag !== undefined) return { wrapper: 'container', start: start + tag.length };
  const unit = rest.slice(0, LONGEST_UNIT).indexOf(']: ');
  const isUnit = unit > 0 && rest.slice(0, unit).split(' ').length === 2;
  return isUnit ? { wrapper: 'journal', start: start + unit + 3 } : { wrapper: 'time', start };
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
