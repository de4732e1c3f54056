/** A head bears its time within so many bytes, also behind the name of a container or a pod. */
const HEAD_BYTES = 80;

const NEWLINE = 0x0a;
const COLON = 0x3a;

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39;
}

function isPair(bytes: Uint8Array, at: number): boolean {
  return isDigit(bytes[at]) && isDigit(bytes[at + 1]);
}

/** End of the first `12:34:56`, with its fraction, in the head of the line at `start`; -1 when there is none. */
export function timeEnd(bytes: Uint8Array, start: number, end: number): number {
  const limit = Math.min(start + HEAD_BYTES, end);
  for (let at = start + 2; at + 6 <= limit; at += 1) {
    if (bytes[at] === NEWLINE) return -1;
    if (bytes[at] !== COLON || bytes[at + 3] !== COLON) continue;
    if (!isPair(bytes, at - 2) || !isPair(bytes, at + 1) || !isPair(bytes, at + 4)) continue;
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

/** Whether as many bytes are the same from two places on. */
export function areAlike(bytes: Uint8Array, one: number, other: number, length: number): boolean {
  for (let k = 0; k < length; k += 1) if (bytes[one + k] !== bytes[other + k]) return false;
  return true;
}
