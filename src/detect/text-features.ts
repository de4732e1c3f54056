/** Beginnings and ends of words, by their lengths: `disconn…` and `…eated` are known of words that were never read. */
const BEGINNINGS = [3, 4, 5, 6];
const ENDS = [3, 4, 5];

/**
 * What a text is classified by: its words, each two in a row, and the beginnings and ends of longer words, with how much each counts: what
 * stands there again adds less and less.
 */
export function featuresOf(words: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  const add = (feature: string) => counts.set(feature, (counts.get(feature) ?? 0) + 1);
  let before: string | undefined;
  for (const word of words) {
    add(word);
    if (before !== undefined) add(`${before} ${word}`);
    for (const length of BEGINNINGS) if (word.length > length) add(`${word.slice(0, length)}…`);
    for (const length of ENDS) if (word.length > length) add(`…${word.slice(-length)}`);
    before = word;
  }
  return new Map([...counts].map(([feature, count]) => [feature, 1 + Math.log(count)]));
}
