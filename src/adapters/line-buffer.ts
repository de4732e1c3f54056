import { createDocumentBreaker } from './document-breaker.ts';

const NEWLINE = 0x0a;

/** Lines are cut after so many bytes. */
const LONGEST_LINE_BYTES = 1 << 20;

/** Bytes asked for at a time: more does not read faster, and this much stays in the processor's caches. */
const BLOCK_BYTES = 512 << 10;

/** Whole lines held back by a cut for the next chunk, at most. */
const HELD_BACK_BYTES = LONGEST_LINE_BYTES + (64 << 10);

/**
 * Where a chunk is cut: given bytes that end with a newline, a place after a newline up to which they are handed out;
 * the rest comes with the next chunk.
 */
export type FindCut = (bytes: Uint8Array, start: number, end: number) => number;

/** One buffer of fixed size that takes bytes as they come and hands out whole lines. */
export interface LineBuffer {
  /** Where to put the next bytes. Makes what was handed out before invalid. */
  room(): Uint8Array;
  /** So many bytes were put into the room. */
  took(count: number): void;
  /** Lines that are complete, or all that is left when `isLast`; may be empty. */
  handOut(isLast: boolean): Uint8Array;
  cutLines(): number;
}

/** Leaves the bytes from `from` to `to` out, which stand before `end`. Answers the new end. */
function leaveOut(bytes: Uint8Array, from: number, to: number, end: number): number {
  bytes.copyWithin(from, to, end);
  return end - (to - from);
}

/**
 * Makes a buffer of some 4 MiB. A line over 1 MiB that looks like a JSON document is broken where the elements of its lists end; of any
 * other, and of an element that is as long, it keeps the first MiB and its newline, and counts it.
 */
export function createLineBuffer(findCut: FindCut): LineBuffer {
  const bytes = new Uint8Array(HELD_BACK_BYTES + LONGEST_LINE_BYTES + 2 * BLOCK_BYTES);
  let handedOut = 0;
  let lineStart = 0;
  let filled = 0;
  let isDropping = false;
  let cutLines = 0;
  const documents = createDocumentBreaker(LONGEST_LINE_BYTES);

  /** Cuts the line that was unfinished before the bytes up to `end` came, when it is too long by now. Answers the new end. */
  function shorten(end: number): number {
    const newline = bytes.subarray(filled, end).indexOf(NEWLINE);
    const lineEnd = newline === -1 ? end : filled + newline;
    if (isDropping) {
      isDropping = newline === -1;
      return leaveOut(bytes, filled, lineEnd, end);
    }
    if (lineEnd - lineStart <= LONGEST_LINE_BYTES) return end;
    cutLines += 1;
    isDropping = newline === -1;
    return leaveOut(bytes, lineStart + LONGEST_LINE_BYTES, lineEnd, end);
  }

  return {
    room() {
      bytes.copyWithin(0, handedOut, filled);
      filled -= handedOut;
      lineStart -= handedOut;
      handedOut = 0;
      return bytes.subarray(filled, filled + BLOCK_BYTES);
    },
    took(count) {
      lineStart = documents.take(bytes, lineStart, filled, filled + count);
      filled = shorten(filled + count);
      lineStart += 1 + bytes.subarray(lineStart, filled).lastIndexOf(NEWLINE);
    },
    handOut(isLast) {
      let cut = filled;
      if (!isLast) {
        cut = lineStart === handedOut ? lineStart : findCut(bytes, handedOut, lineStart);
        if (filled - cut > HELD_BACK_BYTES + LONGEST_LINE_BYTES) cut = lineStart;
      }
      const chunk = bytes.subarray(handedOut, cut);
      handedOut = cut;
      return chunk;
    },
    cutLines: () => cutLines,
  };
}
