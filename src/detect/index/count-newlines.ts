import { lazily } from '../../lazily.ts';
import { createVectorCount } from './vector-count.ts';

const NEWLINE = 0x0a;

/** Below this many bytes, bringing them into the vector counter's memory is not worth it. */
const WORTH_BYTES = 2048;

const vectorCount = lazily(() => createVectorCount() ?? countOneByOne);

/** How many newlines stand in `bytes[start]` to `bytes[end]` (exclusive). */
export function countNewlines(bytes: Uint8Array, start: number, end: number): number {
  const count = end - start >= WORTH_BYTES ? vectorCount() : countOneByOne;
  return count(bytes, start, end);
}

function countOneByOne(bytes: Uint8Array, start: number, end: number): number {
  const range = bytes.subarray(start, end);
  let count = 0;
  for (let at = range.indexOf(NEWLINE); at !== -1; at = range.indexOf(NEWLINE, at + 1)) count += 1;
  return count;
}
