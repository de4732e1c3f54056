import { BACK, GRAM, type GramTable, LITERAL, mayStandBetween } from './gram-table.ts';
import { foldWord, hashWord } from './hash-word.ts';
import { type LiteralText, literalStandsAt } from './literal-text.ts';

/** Called for each occurrence: which literal, and where in the bytes it begins. */
export type Found = (literalId: number, offset: number) => void;

/**
 * Looks at the aligned words `first` to `last` (exclusive) of the buffer under `bytes`, and tells of each literal that
 * one of them leads to, provided it lies wholly in `bytes[start]` to `bytes[end]`. Answers how many words passed the
 * filter.
 */
export function scanWords(
  table: GramTable,
  text: LiteralText,
  words: Int32Array,
  first: number,
  last: number,
  bytes: Uint8Array,
  start: number,
  end: number,
  onHit: Found,
): number {
  const { shift, filter, head, entries } = table;
  const { byteOffset } = bytes;
  let passed = 0;
  for (let at = first; at < last; at += 1) {
    const word = foldWord(words[at]!);
    const bucket = hashWord(word, shift);
    const classes = filter[bucket]!;
    if (classes === 0) continue;
    const place = at * 4 - byteOffset;
    if (!mayStandBetween(classes, bytes[place - 1]!, bytes[place + 4]!)) continue;
    passed += 1;
    for (let entry = head[bucket]!; entry !== 0; entry = entries[entry]!) {
      if (entries[entry + GRAM] !== word) continue;
      const id = entries[entry + LITERAL]!;
      const offset = place - entries[entry + BACK]!;
      if (literalStandsAt(text, id, bytes, offset, start, end)) onHit(id, offset);
    }
  }
  return passed;
}

/**
 * Finds literals of five and six bytes at the very ends of a range. Their words begin one byte before to two bytes
 * after their start, so that at the ends the word which should lead to them may not lie wholly in the range; just
 * those occurrences are told here, `first` and `last` being the words that were scanned.
 */
export function scanEdges(
  text: LiteralText,
  ids: Iterable<number>,
  bytes: Uint8Array,
  start: number,
  end: number,
  first: number,
  last: number,
  onHit: Found,
): void {
  const places = new Set<number>();
  for (let k = 0; k < 4; k += 1) places.add(start + k);
  for (let k = 9; k >= 5; k -= 1) places.add(end - k);

  for (const place of places) {
    const word = Math.floor((bytes.byteOffset + place + 2) / 4);
    if (word >= first && word < last) continue;
    for (const id of ids) {
      if (literalStandsAt(text, id, bytes, place, start, end)) onHit(id, place);
    }
  }
}
