/** An IPv4 or IPv6 address of 4 or 16 bytes at a place, as inet_ntop and RFC 5952 write it. */
export function ipAddress(bytes: Uint8Array, at: number, length: 4 | 16): string {
  if (length === 4) return bytes.subarray(at, at + 4).join('.');
  const groups = Array.from(
    { length: 8 },
    (_, i) => ((bytes[at + 2 * i] ?? 0) << 8) | (bytes[at + 2 * i + 1] ?? 0),
  );
  if (groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff)
    return `::ffff:${bytes.subarray(at + 12, at + 16).join('.')}`;
  const { start, count } = longestZeros(groups);
  const hex = groups.map((group) => group.toString(16));
  if (count < 2) return hex.join(':');
  return `${hex.slice(0, start).join(':')}::${hex.slice(start + count).join(':')}`;
}

function longestZeros(groups: readonly number[]): { start: number; count: number } {
  let best = { start: 0, count: 0 };
  let count = 0;
  for (const [i, group] of groups.entries()) {
    count = group === 0 ? count + 1 : 0;
    if (count > best.count) best = { start: i - count + 1, count };
  }
  return best;
}
