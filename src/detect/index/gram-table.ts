import { BUCKETS, foldWord, hashWord } from './hash-word.ts';
import { type LiteralText, literalLength } from './literal-text.ts';
import { rollWord } from './roll-word.ts';

/**
 * Which four-byte words point at which literals. `filter` is the one-byte table that the scan looks into; behind a
 * bucket that is not 0 hangs a chain of entries (`head`, `next`; 0 ends it), each saying: where the folded word is
 * `gram`, literal `literal` may begin `back` bytes before.
 */
export interface GramTable {
  filter: Uint8Array;
  head: Int32Array;
  next: Int32Array;
  gram: Int32Array;
  literal: Int32Array;
  back: Int32Array;
  used: number;
}

/** An empty table with room for `capacity` entries. */
export function createGramTable(capacity: number): GramTable {
  return {
    filter: new Uint8Array(BUCKETS),
    head: new Int32Array(BUCKETS),
    next: new Int32Array(capacity + 1),
    gram: new Int32Array(capacity + 1),
    literal: new Int32Array(capacity + 1),
    back: new Int32Array(capacity + 1),
    used: 0,
  };
}

/** Empties a table, keeping its memory. */
export function clearGramTable(table: GramTable): void {
  table.filter.fill(0);
  table.head.fill(0);
  table.used = 0;
}

/** How many entries a literal of `length` bytes takes: four, or more when words that overlap its ends must be listed in full. */
export function entriesNeeded(length: number): number {
  if (length >= 7) return 4;
  return length === 6 ? 3 + FOLDED_BYTES.length : 2 + 2 * FOLDED_BYTES.length;
}

/** Every value that a byte can have once its case bit is set. */
const FOLDED_BYTES = Array.from({ length: 256 }, (_, byte) => byte).filter((byte) => (byte & 0x20) !== 0);

function addEntry(table: GramTable, id: number, back: number, bytes: readonly number[]): void {
  const gram = foldWord(bytes.reduce(rollWord, 0));
  const bucket = hashWord(gram);
  table.used += 1;
  table.next[table.used] = table.head[bucket]!;
  table.gram[table.used] = gram;
  table.literal[table.used] = id;
  table.back[table.used] = back;
  table.head[bucket] = table.used;
  table.filter[bucket] = 1;
}

/** Enters the word that covers bytes `back` to `back + 3` of the literal. One byte may lie outside: then each value it may have is entered. */
function addWord(table: GramTable, text: LiteralText, id: number, back: number): void {
  const from = text.offsets[id]!;
  const length = literalLength(text, id);
  const isOutside = (at: number): boolean => at < 0 || at >= length;
  const places = [back, back + 1, back + 2, back + 3];
  for (const any of places.some(isOutside) ? FOLDED_BYTES : [0]) {
    const word = places.map((at) => (isOutside(at) ? any : text.bytes[from + at]!));
    addEntry(table, id, back, word);
  }
}

/** Enters the four words, one per alignment, that begin at `window` to `window + 3` of the literal. */
export function addLiteral(table: GramTable, text: LiteralText, id: number, window: number): void {
  for (let k = 0; k < 4; k += 1) addWord(table, text, id, window + k);
}

function unlinkFrom(table: GramTable, bucket: number, id: number): void {
  let kept = 0;
  for (let entry = table.head[bucket]!; entry !== 0; entry = table.next[entry]!) {
    if (table.literal[entry] === id) {
      // A scan may stand on this entry just now, so its own `next` stays as it was.
      if (kept === 0) table.head[bucket] = table.next[entry]!;
      else table.next[kept] = table.next[entry]!;
    } else kept = entry;
  }
  if (table.head[bucket] === 0) table.filter[bucket] = 0;
}

/** Takes a literal's entries out. Safe while a scan is walking the table. */
export function removeLiteral(table: GramTable, id: number): void {
  for (let entry = 1; entry <= table.used; entry += 1) {
    if (table.literal[entry] === id) unlinkFrom(table, hashWord(table.gram[entry]!), id);
  }
}
