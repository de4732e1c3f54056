const SAMPLE_BYTES = 4096;

/**
 * Turns the bytes of a file into text. Understands UTF-8 with or without byte order mark, and UTF-16 in both orders,
 * with mark or known by its pattern of NULs (what PowerShell's `>` writes). Bytes that fit nothing become U+FFFD; it never throws.
 */
export function decode(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return utf16(bytes.subarray(2), true);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return utf16(bytes.subarray(2), false);
  const order = nulPattern(bytes);
  if (order !== undefined) return utf16(bytes, order === 'little');
  return new TextDecoder('utf-8').decode(bytes);
}

function nulPattern(bytes: Uint8Array): 'little' | 'big' | undefined {
  const length = Math.min(bytes.length, SAMPLE_BYTES) & ~1;
  if (length < 4) return undefined;
  let even = 0;
  let odd = 0;
  for (let i = 0; i < length; i += 2) {
    if (bytes[i] === 0) even++;
    if (bytes[i + 1] === 0) odd++;
  }
  const half = length / 2;
  if (odd > half * 0.6 && even < half * 0.1) return 'little';
  if (even > half * 0.6 && odd < half * 0.1) return 'big';
  return undefined;
}

function utf16(bytes: Uint8Array, little: boolean): string {
  const even = bytes.subarray(0, bytes.length & ~1);
  if (little) return new TextDecoder('utf-16le').decode(even);
  const swapped = new Uint8Array(even.length);
  for (let i = 0; i < even.length; i += 2) {
    swapped[i] = even[i + 1] ?? 0;
    swapped[i + 1] = even[i] ?? 0;
  }
  return new TextDecoder('utf-16le').decode(swapped);
}
