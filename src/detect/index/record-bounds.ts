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
/** What a collector calls the line that it took, and what only loggers write. */
const LINE_KEYS = ['message', '@message', 'MESSAGE', 'log'].flatMap((key) => [`"${key}":"`, `"${key}": "`]);
const LEVEL_KEYS = ['level', 'severity', 'levelname', 'lvl'].map((key) => `"${key}":`);

/**
 * Where in the JSON object of a line its message begins, when that is a line as a container or a service wrote it: the object tells no
 * level, as those of a logger do. -1 for any other line.
 */
function messageStart(bytes: Uint8Array, line: number, end: number): number {
  if (bytes[line] !== OPEN_OBJECT) return -1;
  const head = String.fromCharCode(...bytes.subarray(line, Math.min(line + OBJECT_HEAD_BYTES, end)));
  const key = LINE_KEYS.find((one) => head.includes(one));
  if (key === undefined || LEVEL_KEYS.some((one) => head.includes(one))) return -1;
  return line + head.indexOf(key) + key.length;
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
  const message = messageStart(bytes, line, end);
  const before = message === -1 ? -1 : messageStart(bytes, previous, end);
  const [head, headBefore] = before === -1 ? [line, previous] : [message, before];
  const time = timeEnd(bytes, head, end);
  if (time === -1) return !hasOtherHead(bytes, head, end);
  return areAlike(bytes, headBefore, head, Math.max(time - head, Math.min(STAMP_BYTES, line - previous)));
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
