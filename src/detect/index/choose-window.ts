import { TYPICAL_TEXT } from '../../model/typical-text.ts';
import type { GramTable } from './gram-table.ts';
import { hashWord } from './hash-word.ts';
import { type LiteralText, literalLength } from './literal-text.ts';
import { rollWord } from './roll-word.ts';

/** Windows are sought in the first so many bytes of a literal; more would cost time and not be rarer. */
const SEARCHED_BYTES = 128;

/**
 * Where in a literal its rarest seven bytes begin, by how often the buckets of their four words were counted. A bucket
 * that is taken already counts double, so that literals which share text spread over several chains.
 * Literals of five and six bytes have no choice: their words start one byte before them (-1), and overlap their ends.
 */
export function chooseWindow(table: GramTable, text: LiteralText, id: number, counts: Uint32Array): number {
  const from = text.offsets[id]!;
  const length = Math.min(literalLength(text, id), SEARCHED_BYTES);
  if (length < 7) return -1;

  const costs = new Float64Array(length);
  let word = 0;
  let sum = 0;
  let best = 0;
  let bestSum = Number.POSITIVE_INFINITY;
  for (let last = 0; last < length; last += 1) {
    word = rollWord(word, text.bytes[from + last]!);
    const bucket = hashWord(word, table.shift);
    costs[last] = last < 3 ? 0 : (1 + counts[bucket]!) * (table.filter[bucket] === 0 ? 1 : 2);
    sum += costs[last]! - (last < 7 ? 0 : costs[last - 4]!);
    if (last >= 6 && sum < bestSum) {
      best = last - 6;
      bestSum = sum;
    }
  }
  return best;
}

/** How many words a sample of data takes at most: enough to see what makes up a thousandth of it. */
const SAMPLE_WORDS = 0x10000;

/** How often each bucket is met in ordinary log text, counted at every byte so that no alignment is favoured. */
export function countTypicalWords({ shift, filter }: GramTable): Uint32Array {
  const counts = new Uint32Array(filter.length);
  let word = 0;
  for (let at = 0; at < TYPICAL_TEXT.length; at += 1) {
    word = rollWord(word, TYPICAL_TEXT.charCodeAt(at));
    const bucket = hashWord(word, shift);
    counts[bucket] = counts[bucket]! + 1;
  }
  return counts;
}

/** How often each bucket is met in evenly spread words of the data, `first` to `last` (exclusive, in words). */
export function countSampledWords(
  { shift, filter }: GramTable,
  words: Int32Array,
  first: number,
  last: number,
): Uint32Array {
  const counts = new Uint32Array(filter.length);
  // An odd step does not fall into the rhythm of equally long lines.
  const step = Math.floor((last - first) / SAMPLE_WORDS) | 1;
  for (let at = first; at < last; at += step) {
    const bucket = hashWord(words[at]!, shift);
    counts[bucket] = counts[bucket]! + 1;
  }
  return counts;
}
