/**
 * Lines on which a record may stretch before and after a line of interest, and bytes each way. Stack traces and
 * Erlang crash reports stay below; text without any heads would otherwise be one record.
 */
export const RECORD_LINES = 64;
export const RECORD_BYTES = 16 << 10;

/** A head bears its time within so many bytes, also behind the name of a container or a pod. */
const HEAD_BYTES = 80;

/** Lines with equal first bytes, as far as a date, a time and its fraction reach, are of one record. */
const STAMP_BYTES = 26;

const NEWLINE = 0x0a;
const COLON = 0x3a;
const OPEN_OBJECT = 0x7b;

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39;
}

/** End of the line that `at` lies in: the place after its newline, at most `end`. */
export function lineEndAfter(bytes: Uint8Array, at: number, end: number): number {
  const newline = bytes.indexOf(NEWLINE, at);
  return newline === -1 || newline >= end ? end : newline + 1;
}

/** Start of the line that the byte before `at` lies in, at least `start`. */
export function lineStartBefore(bytes: Uint8Array, at: number, start: number): number {
  for (let place = at - 2; place >= start; place -= 1) if (bytes[place] === NEWLINE) return place + 1;
  return start;
}

/** End of the first `12:34:56`, with its fraction, in the head of the line at `start`; -1 when there is none. */
function timeEnd(bytes: Uint8Array, start: number, end: number): number {
  const limit = Math.min(start + HEAD_BYTES, end);
  for (let at = start + 2; at + 6 <= limit; at += 1) {
    if (bytes[at] === NEWLINE) return -1;
    if (bytes[at] !== COLON || bytes[at + 3] !== COLON) continue;
    const isTime = [at - 2, at - 1, at + 1, at + 2, at + 4, at + 5].every((place) => isDigit(bytes[place]));
    if (!isTime) continue;
    let last = at + 6;
    while (
      last < limit &&
      (isDigit(bytes[last]) || bytes[last] === COLON || bytes[last] === 0x2e || bytes[last] === 0x2c)
    ) {
      last += 1;
    }
    return last;
  }
  return -1;
}

/** Heads without a clock time: a JSON object, Unix seconds with a colon (Mosquitto), seconds since boot in brackets (kernel). */
function hasOtherHead(bytes: Uint8Array, start: number, end: number): boolean {
  const head = String.fromCharCode(...bytes.subarray(start, Math.min(start + 24, end)));
  return /^(?:\{"|\d{9,13}[:. ]|(?:<\d{1,3}>)?\[ {0,7}\d{1,10}\.\d{3,9}\])/.test(head);
}

/** A message stands within so many bytes of a JSON object. */
const OBJECT_HEAD_BYTES = 400;
/** What collectors and loggers call the line or the message, and what only loggers write. */
const MESSAGE_KEYS = ['message', '@message', 'MESSAGE', 'log', 'msg'].flatMap((key) => [
  `"${key}":"`,
  `"${key}": "`,
]);
const LOGGER_KEYS = ['level', 'severity', 'levelname', 'lvl', 'msg'].map((key) => `"${key}":`);

/** The head of the JSON object of a line, of no other line; where its message begins in the bytes. */
function objectHead(
  bytes: Uint8Array,
  line: number,
  end: number,
): { text: string; message: number } | undefined {
  if (bytes[line] !== OPEN_OBJECT) return undefined;
  const text = String.fromCharCode(...bytes.subarray(line, Math.min(line + OBJECT_HEAD_BYTES, end)));
  const key = MESSAGE_KEYS.find((one) => text.includes(one));
  return key === undefined ? undefined : { text, message: line + text.indexOf(key) + key.length };
}

/**
 * Whether the object of a line goes on with the message of the object before it, where these hold the lines that a container or a service
 * wrote; undefined where that is not to be seen, as of a logger's objects, whose messages have no heads.
 */
function continuesMessage(
  bytes: Uint8Array,
  previous: number,
  line: number,
  end: number,
): boolean | undefined {
  const [before, object] = [objectHead(bytes, previous, end), objectHead(bytes, line, end)];
  if (!before || !object) return undefined;
  const time = timeEnd(bytes, object.message, end);
  if (time !== -1)
    return areAlike(bytes, before.message, object.message, Math.max(time - object.message, STAMP_BYTES));
  if (LOGGER_KEYS.some((key) => object.text.includes(key))) return undefined;
  return !hasOtherHead(bytes, object.message, end);
}

function areAlike(bytes: Uint8Array, one: number, other: number, length: number): boolean {
  for (let k = 0; k < length; k += 1) if (bytes[one + k] !== bytes[other + k]) return false;
  return true;
}

/**
 * Whether the line at `line` goes on with the record of the line before it, at `previous`: because it is empty,
 * begins with a blank or has no head of its own, or because it repeats the head, as RabbitMQ 3.9 and later do.
 * Heads that count only seconds are alike for a whole second; that errs towards more lines. Of JSON objects that hold the lines of a
 * log, the messages are compared.
 */
export function continuesRecord(bytes: Uint8Array, previous: number, line: number, end: number): boolean {
  const first = bytes[line];
  if (first === 0x20 || first === 0x09 || first === NEWLINE || first === 0x0d) return true;
  const ofMessage = continuesMessage(bytes, previous, line, end);
  if (ofMessage !== undefined) return ofMessage;
  const time = timeEnd(bytes, line, end);
  if (time === -1) return !hasOtherHead(bytes, line, end);
  return areAlike(bytes, previous, line, Math.max(time - line, Math.min(STAMP_BYTES, line - previous)));
}

/**
 * Where to cut bytes that end with a newline so that the last record, which may go on in bytes not yet read, stays
 * whole for the next chunk. Answers `end` when no record begins in the last 64 lines or 16 KiB.
 */
export function lastRecordStart(bytes: Uint8Array, start: number, end: number): number {
  let line = end;
  for (let lines = 0; lines < RECORD_LINES && line > start && end - line <= RECORD_BYTES; lines += 1) {
    line = lineStartBefore(bytes, line, start);
    if (line <= start) break;
    if (!continuesRecord(bytes, lineStartBefore(bytes, line, start), line, end)) return line;
  }
  return end;
}
