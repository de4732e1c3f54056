const LITTLE_ENDIAN = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1;

/** The word of four adjacent bytes, given the word one byte before and the byte that comes in, in the machine's byte order. */
export function rollWord(word: number, byte: number): number {
  return LITTLE_ENDIAN ? (word >>> 8) | (byte << 24) : (word << 8) | byte;
}
