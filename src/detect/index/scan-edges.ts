import { type LiteralText, literalStandsAt } from './literal-text.ts';
import type { Found } from './scan-words.ts';

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
