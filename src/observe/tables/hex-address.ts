function bytesOf(word: string): number[] {
  const bytes: number[] = [];
  for (let at = word.length - 2; at >= 0; at -= 2) bytes.push(Number.parseInt(word.slice(at, at + 2), 16));
  return bytes;
}

function longestZeroRun(groups: readonly string[]): { start: number; length: number } {
  let best = { start: -1, length: 1 };
  let start = -1;
  for (let at = 0; at <= groups.length; at += 1) {
    if (groups[at] === '0') {
      if (start < 0) start = at;
      if (at - start + 1 > best.length) best = { start, length: at - start + 1 };
    } else start = -1;
  }
  return best;
}

function sixText(bytes: readonly number[]): string {
  const mapped = bytes.slice(0, 10).every((byte) => byte === 0) && bytes[10] === 255 && bytes[11] === 255;
  if (mapped) return `::ffff:${bytes.slice(12).join('.')}`;
  const groups: string[] = [];
  for (let at = 0; at < 16; at += 2)
    groups.push((((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)).toString(16));
  const run = longestZeroRun(groups);
  if (run.start < 0) return groups.join(':');
  return `${groups.slice(0, run.start).join(':')}::${groups.slice(run.start + run.length).join(':')}`;
}

/**
 * Decodes an address of /proc/net/tcp or tcp6: 8 or 32 hexadecimal digits, each 32-bit word in the byte order of the host,
 * taken as little-endian (x86, arm64). Answers `10.20.1.15` or `2001:db8::1`; IPv6 follows RFC 5952.
 */
export function hexAddress(hex: string): string {
  const bytes: number[] = [];
  for (let at = 0; at < hex.length; at += 8) bytes.push(...bytesOf(hex.slice(at, at + 8)));
  return bytes.length === 4 ? bytes.join('.') : sixText(bytes);
}
