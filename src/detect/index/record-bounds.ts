import { continuesBody } from './line-body.ts';
import { areAlike, timeEnd } from './time-end.ts';

/**
 * Lines on which a record may stretch before and after a line of interest, and bytes each way. Stack traces and
 * Erlang crash reports stay below; text without any heads would otherwise be one record.
 */
export const RECORD_LINES = 64;
export const RECORD_BYTES = 16 << 10;

/** Lines with equal first bytes, as far as a date, a time and its fraction reach, are of one record. */
const STAMP_BYTES = 26;

const NEWLINE = 0x0a;

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

/** Heads without a clock time: a JSON object, Unix seconds with a colon (Mosquitto), seconds since boot in brackets (kernel). */
function hasOtherHead(bytes: Uint8Array, start: number, end: number): boolean {
  const head = String.fromCharCode(...bytes.subarray(start, Math.min(start + 24, end)));
  return /^(?:\{"|\d{9,13}[:. ]|(?:<\d{1,3}>)?\[ {0,7}\d{1,10}\.\d{3,9}\])/.test(head);
}

/**
 * Whether the line at `line` goes on with the record of the line before it, at `previous`: because it is empty,
 * begins with a blank or has no head of its own, or because it repeats the head, as RabbitMQ 3.9 and later do.
 * Heads that count only seconds are alike for a whole second; that errs towards more lines. Of lines that a collector wrapped,
 * what it wrapped is compared.
 */
export function continuesRecord(bytes: Uint8Array, previous: number, line: number, end: number): boolean {
  const first = bytes[line];
  if (first === 0x20 || first === 0x09 || first === NEWLINE || first === 0x0d) return true;
  const isOfBody = continuesBody(bytes, previous, line, end);
  if (isOfBody !== undefined) return isOfBody;
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
