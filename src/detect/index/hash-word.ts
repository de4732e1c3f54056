/** Sets the bit by which ASCII capitals and small letters differ, in all four bytes of a word. */
const CASE_BITS = 0x20202020;

/** Odd number near 2^32 divided by the golden ratio: Knuth's multiplicative hashing, The Art of Computer Programming, vol. 3, 6.4. */
const MULTIPLIER = 0x9e3779b1 | 0;

/**
 * A four-byte word with the case bit of each byte set. Some non-letters fall together too (`@` and the back quote),
 * so an equal folded word is a hint that wants a check, never a hit.
 */
export function foldWord(word: number): number {
  return word | CASE_BITS;
}

/**
 * Bucket of a four-byte word read in the machine's own byte order, whatever the case of its letters. `shift` is 32 less
 * the bits of the table's size: 16 for 65,536 buckets.
 */
export function hashWord(word: number, shift: number): number {
  return Math.imul(word | CASE_BITS, MULTIPLIER) >>> shift;
}
