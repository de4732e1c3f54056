import { distance } from 'fastest-levenshtein';

/** The nearest of some names to a mistyped one; undefined where none is near: at most a third of its letters, three at most, may differ. */
export function didYouMean(typed: string, names: readonly string[]): string | undefined {
  const word = typed.toLowerCase().slice(0, 60);
  const ranked = names
    .map((name) => ({ name, away: distance(word, name.toLowerCase()) }))
    .toSorted((a, b) => a.away - b.away || (a.name < b.name ? -1 : 1));
  const [nearest] = ranked;
  const most = Math.min(3, Math.max(1, Math.floor((word.length + 1) / 3)));
  return nearest && nearest.away <= most ? nearest.name : undefined;
}
