import type { Clause } from './clauses.ts';

const READER = new Set(['you', 'your', 'yours', 'du', 'sie', 'ihr', '你', '您']);
const AUTHOR = new Set([
  'i',
  "i'm",
  "i've",
  'my',
  'we',
  "we're",
  "we've",
  'our',
  'us',
  'me',
  'mine',
  'wir',
  'ich',
  '我',
]);

/** A guide speaks to its reader more than of its author. */
export function addressesReader(clauses: readonly Clause[]): boolean {
  const words = clauses.flatMap((clause) => clause.words.map(({ text }) => text));
  const [reader, author] = [READER, AUTHOR].map((set) => words.filter((word) => set.has(word)).length);
  return (reader ?? 0) > 1 && (reader ?? 0) > 2 * (author ?? 0);
}
