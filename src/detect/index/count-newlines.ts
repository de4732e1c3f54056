const NEWLINE = 0x0a;

/** Where lines are on average shorter than this, calling the engine's search for each costs more than looking at all bytes. */
const SHORT_LINE_BYTES = 64;

/** So many lines are enough to see how long they are. */
const TRIED_LINES = 256;

/** Counts newlines in aligned words, `first` to `last` (exclusive): four bytes at a step, without a branch. */
function countInWords(words: Int32Array, first: number, last: number): number {
  let count = 0;
  for (let at = first; at < last; ) {
    // Each byte of `sums` counts its own lane, and would run over after 255 steps.
    const stop = Math.min(at + 255, last);
    let sums = 0;
    for (; at < stop; at += 1) {
      const word = words[at]! ^ 0x0a0a0a0a;
      sums = (sums + ((~(((word & 0x7f7f7f7f) + 0x7f7f7f7f) | word) >>> 7) & 0x01010101)) | 0;
    }
    count += (sums & 255) + ((sums >>> 8) & 255) + ((sums >>> 16) & 255) + (sums >>> 24);
  }
  return count;
}

function countByByte(bytes: Uint8Array, start: number, end: number): number {
  let count = 0;
  for (let at = start; at < end; at += 1) if (bytes[at] === NEWLINE) count += 1;
  return count;
}

function countShortLines(bytes: Uint8Array, start: number, end: number): number {
  const words = new Int32Array(bytes.buffer, 0, bytes.buffer.byteLength >>> 2);
  const first = (bytes.byteOffset + start + 3) >>> 2;
  const last = (bytes.byteOffset + end) >>> 2;
  if (first >= last) return countByByte(bytes, start, end);

  const edges =
    countByByte(bytes, start, first * 4 - bytes.byteOffset) +
    countByByte(bytes, last * 4 - bytes.byteOffset, end);
  return edges + countInWords(words, first, last);
}

/** How many newlines stand in `bytes[start]` to `bytes[end]` (exclusive). */
export function countNewlines(bytes: Uint8Array, start: number, end: number): number {
  const range = bytes.subarray(start, end);
  let count = 0;
  for (let at = range.indexOf(NEWLINE); at !== -1; at = range.indexOf(NEWLINE, at + 1)) {
    count += 1;
    const isShort = count % TRIED_LINES === 0 && at < count * SHORT_LINE_BYTES;
    if (isShort) return count + countShortLines(bytes, start + at + 1, end);
  }
  return count;
}
