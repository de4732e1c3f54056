import { foldWord, hashWord } from './hash-word.ts';
import { type LiteralText, literalLength } from './literal-text.ts';
import { rollWord } from './roll-word.ts';

/**
 * Which four-byte words point at which literals. `filter` is the one-byte table that the scan looks into: 0 where no
 * word is, otherwise the classes of the bytes that stand in a literal before and behind a word of this bucket, see
 * `mayStandBetween`. Behind a bucket that is not 0 hangs a chain of entries, from `head` on, 0 ending it. An entry is the
 * four places of `entries` from its number on, side by side since each visit reads them all: the next entry; the folded
 * word; the literal that the word belongs to; how many bytes before the word that literal begins.
 */
export interface GramTable {
  /** For `hashWord`. */
  shift: number;
  filter: Uint8Array;
  head: Int32Array;
  entries: Int32Array;
  used: number;
}

/** Places of an entry after its first, which names the next entry. */
export const GRAM = 1;
export const LITERAL = 2;
export const BACK = 3;
const ENTRY = 4;

/**
 * Bits of a table's size. 64 Ki one-byte buckets stay in the nearest caches; once a sixteenth of them would be taken,
 * so many strangers share a taken bucket that a larger table is quicker.
 */
function bitsFor(capacity: number): number {
  return capacity <= 0x1000 ? 16 : 18;
}

/** An empty table with room for `capacity` entries. */
export function createGramTable(capacity: number): GramTable {
  const bits = bitsFor(capacity);
  return {
    shift: 32 - bits,
    filter: new Uint8Array(1 << bits),
    head: new Int32Array(1 << bits),
    entries: new Int32Array((capacity + 1) * ENTRY),
    used: 0,
  };
}

/** Empties a table, keeping its memory. */
export function clearGramTable(table: GramTable): void {
  table.filter.fill(0);
  table.head.fill(0);
  table.used = 0;
}

/** A copy with memory of its own. */
export function copyOf({ shift, filter, head, entries, used }: GramTable): GramTable {
  return { shift, filter: filter.slice(), head: head.slice(), entries: entries.slice(), used };
}

/** How many entries a literal of `length` bytes takes: four, or more when words that overlap its ends must be listed in full. */
export function entriesNeeded(length: number): number {
  if (length >= 7) return 4;
  return length === 6 ? 3 + FOLDED_BYTES.length : 2 + 2 * FOLDED_BYTES.length;
}

/** Every value that a byte can have once its case bit is set. */
const FOLDED_BYTES = Array.from({ length: 256 }, (_, byte) => byte).filter((byte) => (byte & 0x20) !== 0);

const ANY_BEFORE = 0x0f;
const ANY_BEHIND = 0xf0;

/** One of four classes, as a bit: bytes that often stand beside the same letters are of different ones. Capitals are of the class of their small letters. */
function classBit(byte: number): number {
  const folded = byte | 0x20;
  return 1 << ((folded ^ (folded >> 2) ^ (folded >> 4)) & 3);
}

/**
 * Whether a word of a bucket with these `classes` may be part of its literal between the bytes `before` and `behind`: many literals
 * share words with what any line says (`conn` of `reconnect`), but not what stands around them.
 */
export function mayStandBetween(classes: number, before: number, behind: number): boolean {
  return (classes & classBit(before)) !== 0 && (classes & (classBit(behind) << 4)) !== 0;
}

/** The classes of the bytes around the word at `back` of a literal; all of them where the literal ends there. */
function classesAround(text: LiteralText, id: number, back: number): number {
  const from = text.offsets[id]!;
  const before = back > 0 ? classBit(text.bytes[from + back - 1]!) : ANY_BEFORE;
  const behind =
    back + 4 < literalLength(text, id) ? classBit(text.bytes[from + back + 4]!) << 4 : ANY_BEHIND;
  return before | behind;
}

function addEntry(table: GramTable, id: number, back: number, word: number, classes: number): void {
  const gram = foldWord(word);
  const bucket = hashWord(gram, table.shift);
  table.used += ENTRY;
  const { entries, used } = table;
  entries[used] = table.head[bucket]!;
  entries[used + GRAM] = gram;
  entries[used + LITERAL] = id;
  entries[used + BACK] = back;
  table.head[bucket] = used;
  table.filter[bucket] = table.filter[bucket]! | classes;
}

/** Enters the word that covers bytes `back` to `back + 3` of the literal. One byte may lie outside: then each value it may have is entered. */
function addWord(table: GramTable, text: LiteralText, id: number, back: number): void {
  const from = text.offsets[id]!;
  const length = literalLength(text, id);
  const classes = classesAround(text, id, back);
  const isOutside = (at: number): boolean => at < 0 || at >= length;
  for (const any of isOutside(back) || isOutside(back + 3) ? FOLDED_BYTES : [0]) {
    let word = 0;
    for (let at = back; at < back + 4; at += 1)
      word = rollWord(word, isOutside(at) ? any : text.bytes[from + at]!);
    addEntry(table, id, back, word, classes);
  }
}

/** Enters the four words, one per alignment, that begin at `window` to `window + 3` of the literal. */
export function addLiteral(table: GramTable, text: LiteralText, id: number, window: number): void {
  for (let k = 0; k < 4; k += 1) addWord(table, text, id, window + k);
}

function unlinkFrom({ filter, head, entries }: GramTable, bucket: number, id: number): void {
  let kept = 0;
  for (let entry = head[bucket]!; entry !== 0; entry = entries[entry]!) {
    if (entries[entry + LITERAL] !== id) kept = entry;
    // A scan may stand on this entry just now, so what it says itself stays as it was.
    else if (kept === 0) head[bucket] = entries[entry]!;
    else entries[kept] = entries[entry]!;
  }
  if (head[bucket] === 0) filter[bucket] = 0;
}

/** Takes a literal's entries out. Safe while a scan is walking the table. */
export function removeLiteral(table: GramTable, id: number): void {
  for (let entry = ENTRY; entry <= table.used; entry += ENTRY) {
    if (table.entries[entry + LITERAL] !== id) continue;
    unlinkFrom(table, hashWord(table.entries[entry + GRAM]!, table.shift), id);
  }
}
