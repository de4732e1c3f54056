import { createVectorCount } from './vector-count.ts';

const NEWLINE = 0x0a;

/** Below this many bytes, bringing them into the vector counter's memory is not worth it. */
const WORTH_BYTES = 2048;

const countByVector = createVectorCount();

/** How many newlines stand in `bytes[start]` to `bytes[end]` (exclusive). */
export function countNewlines(bytes: Uint8Array, start: number, end: number): number {
  if (countByVector !== undefined && end - start >= WORTH_BYTES) return countByVector(bytes, start, end);

  const range = bytes.subarray(start, end);
  let count = 0;
  for (let at = range.indexOf(NEWLINE); at !== -1; at = range.indexOf(NEWLINE, at + 1)) count += 1;
  return count;
}
