/**
 * Texts by keys, packed into a few thousand strings: such a table is read from JSON several times as fast as an object, and taken
 * apart only where it is asked. Plain data.
 */
export type PackedTable = readonly string[];

const BUCKETS = 4_096;
/** Ends each key and each text; no message holds it. */
const END = '\u007f';

/** Packs texts under their keys, several under one key in the order in which they come. */
export function packTable(entries: Iterable<readonly [key: string, text: string]>): PackedTable {
  const buckets = Array.from({ length: BUCKETS }, (): string[] => []);
  for (const [key, text] of entries) buckets[bucketOf(key)]?.push(key, END, text, END);
  return buckets.map((parts) => parts.join(''));
}

/** The texts of a key. */
export function lookUp(table: PackedTable, key: string): string[] {
  const parts = table[bucketOf(key)]?.split(END) ?? [];
  return parts.filter((_, i) => i % 2 === 1 && parts[i - 1] === key);
}

function bucketOf(key: string): number {
  let hash = 0;
  for (let at = 0; at < key.length; at++) hash = (Math.imul(hash, 31) + key.charCodeAt(at)) | 0;
  return (hash ^ (hash >>> 12) ^ (hash >>> 24)) & (BUCKETS - 1);
}

/** Packs texts that are wanted all together, and seldom. */
export function packList(texts: Iterable<string>): string {
  return [...texts].join(END);
}

/** The texts of a list. */
export function unpackList(list: string): string[] {
  return list === '' ? [] : list.split(END);
}
