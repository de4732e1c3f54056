import type { StoredBytes } from './packed-document.ts';

/**
 * Texts by keys, packed into bytes: such a table stays in its file as it stands, and is read and taken apart only where it is asked.
 * Bucket `i` is `stored[offsets[i]]` up to `stored[offsets[i + 1]]` in UTF-8, its keys and texts one after the other.
 */
export interface PackedTable {
  offsets: Int32Array;
  stored: StoredBytes;
}

const BUCKETS = 4_096;
/** Ends each key and each text; no message holds it. */
const END = '\u007f';

/** Packs texts under their keys, several under one key in the order in which they come. */
export function packTable(entries: Iterable<readonly [key: string, text: string]>): PackedTable {
  const buckets = Array.from({ length: BUCKETS }, (): string[] => []);
  for (const [key, text] of entries) buckets[bucketOf(key)]?.push(key, END, text, END);
  return packTexts(buckets.map((parts) => parts.join('')));
}

/** The texts of a key. */
export function lookUp(table: PackedTable, key: string): string[] {
  const parts = textOf(table, bucketOf(key)).split(END);
  return parts.filter((_, i) => i % 2 === 1 && parts[i - 1] === key);
}

/** Packs texts by their places. */
export function packTexts(texts: readonly string[]): PackedTable {
  const encoder = new TextEncoder();
  const offsets = new Int32Array(texts.length + 1);
  const encoded = texts.map((text) => encoder.encode(text));
  for (const [i, { length }] of encoded.entries()) offsets[i + 1] = (offsets[i] ?? 0) + length;
  const bytes = new Uint8Array(offsets.at(-1) ?? 0);
  for (const [i, one] of encoded.entries()) bytes.set(one, offsets[i]);
  return { offsets, stored: bytes };
}

const decoder = new TextDecoder();

/** The text at a place; empty where none is. */
export function textOf({ offsets, stored }: PackedTable, at: number): string {
  return decoder.decode(stored.subarray(offsets[at] ?? 0, offsets[at + 1] ?? 0));
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
