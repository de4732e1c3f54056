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

/** How many buckets `hashWord` spreads words over: a byte for each stays in the nearest caches, and more let hardly fewer words pass. */
export const BUCKETS = 0x10000;

/** Bucket, 0 to 65,535, of a four-byte word read in the machine's own byte order, whatever the case of its letters. */
export function hashWord(word: number): number {
  return Math.imul(word | CASE_BITS, MULTIPLIER) >>> 16;
}
