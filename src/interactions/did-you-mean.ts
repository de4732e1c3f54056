import { distance } from 'fastest-levenshtein';

/**
 * The nearest of some names to a mistyped one; undefined where none is near: at most a third of its letters, three at most, may
 * differ. Two neighbours that changed places count once.
 */
export function didYouMean(typed: string, names: readonly string[]): string | undefined {
  const word = typed.toLowerCase().slice(0, 60);
  const swapped = swaps(word);
  const ranked = names
    .map((name) => ({ name, away: awayFrom(name.toLowerCase(), word, swapped) }))
    .toSorted((a, b) => a.away - b.away || (a.name < b.name ? -1 : 1));
  const [nearest] = ranked;
  const most = Math.min(3, Math.max(1, Math.floor((word.length + 1) / 3)));
  return nearest && nearest.away <= most ? nearest.name : undefined;
}

function awayFrom(name: string, word: string, swapped: readonly string[]): number {
  return Math.min(distance(word, name), ...swapped.map((other) => distance(other, name) + 1));
}

function swaps(word: string): string[] {
  return Array.from(
    { length: Math.max(0, word.length - 1) },
    (_, i) => `${word.slice(0, i)}${word[i + 1]}${word[i]}${word.slice(i + 2)}`,
  );
}
