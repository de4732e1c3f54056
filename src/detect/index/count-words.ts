import { TYPICAL_TEXT } from '../../model/typical-text.ts';
import type { GramTable } from './gram-table.ts';
import { hashWord } from './hash-word.ts';
import { rollWord } from './roll-word.ts';

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
