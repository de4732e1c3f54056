import type { Observation } from '../../model/observation.ts';
import type { TextKinds } from '../../model/text-kinds.ts';
import { isWritten } from '../tellings/clauses.ts';
import { toldWords } from '../tellings/told-words.ts';

/** A text says what it is within so many characters of each record. */
const MOST_CHARACTERS = 2_000;
const TITLE_CHARACTERS = 80;
/** Marks of layout, by what a line begins with. */
const BEGINS: readonly (readonly [mark: string, ...starts: readonly string[]])[] = [
  ['list', '- ', '* ', '• ', '1. ', '2. ', '3. ', '1) ', '2) '],
  ['table', '|'],
  ['comment', '//', '/*', '*', '--', '"""'],
  ['difference', '+', '@@'],
  ['markup', '<'],
];
/** Marks of layout, by what a line holds. */
const HOLDS: readonly (readonly [mark: string, held: string])[] = [
  ['bold', '**'],
  ['code-word', '`'],
  ['link', 'http'],
];

/** What was counted in a text. */
export interface Marks {
  counts: ReadonlyMap<string, number>;
  /** The words that persons may have written, in lower case, numbers all alike. */
  words: readonly string[];
  /** How many of them stand in sentences. */
  inSentences: number;
}

/** Counts the marks of a text. */
export type CountsMarks = (observations: readonly Observation[]) => Marks;

/**
 * Makes a counter of what distinguishes a page from a report: words that either uses, titles, layout, and what else stands in the text. What
 * programs printed does not count by its words: both kinds show the same messages.
 */
export function createCountsMarks({ marks }: TextKinds): CountsMarks {
  const byWord = marksByWord(Object.entries(marks).map(([mark, { words }]) => [mark, words]));
  const byTitle = marksByWord(Object.entries(marks).map(([mark, { titled }]) => [mark, titled]));
  return (observations) => {
    const counts = new Map<string, number>();
    const add = (mark: string) => counts.set(mark, (counts.get(mark) ?? 0) + 1);
    const words: string[] = [];
    let inSentences = 0;
    for (const observation of observations) {
      add(shapeOf(observation));
      if (!isWritten(observation)) continue;
      const before = words.length;
      for (const { text, value } of toldWords(observation.text.slice(0, MOST_CHARACTERS))) {
        words.push(value === undefined ? text : '0');
        for (const mark of byWord.get(text) ?? []) add(mark);
      }
      if (observation.form === 'prose') inSentences += words.length - before;
      for (const line of observation.verbatim.slice(0, MOST_CHARACTERS).split('\n'))
        for (const mark of layoutOf(line.trim(), byTitle)) add(mark);
    }
    return { counts, words, inSentences };
  };
}

function marksByWord(lists: readonly (readonly [string, readonly string[] | undefined])[]) {
  const marks = new Map<string, string[]>();
  for (const [mark, words = []] of lists)
    for (const word of words) marks.set(word, [...(marks.get(word) ?? []), mark]);
  return marks;
}

function shapeOf({ kind, form }: Observation): string {
  return kind === 'log' ? (form ?? 'bare') : 'row';
}

function layoutOf(line: string, byTitle: ReadonlyMap<string, readonly string[]>): string[] {
  const found = [
    ...BEGINS.filter(([, ...starts]) => starts.some((start) => line.startsWith(start))),
    ...HOLDS.filter(([, held]) => line.includes(held)),
  ].map(([mark]) => mark);
  if (line.endsWith('?')) found.push('question');
  if (isPath(line)) found.push('path');
  if (!isTitle(line)) return found;
  return [...found, 'title', ...toldWords(line).flatMap(({ text }) => byTitle.get(text) ?? [])];
}

/** Where a page stands among others: `Docs > Networking > Balancers`. */
function isPath(line: string): boolean {
  if (line.length > TITLE_CHARACTERS) return false;
  return PATH_MARKS.some((mark) => {
    const steps = line.split(mark);
    return steps.length > 2 && steps.every((step) => isUpper(step.trim().charAt(0)) && !step.endsWith('.'));
  });
}

const PATH_MARKS = [' > ', ' › ', ' » ', ' / '];

function isUpper(letter: string): boolean {
  return letter !== letter.toLowerCase();
}

function isTitle(line: string): boolean {
  if (line.length > TITLE_CHARACTERS) return false;
  return line.startsWith('#') || (line.startsWith('**') && line.endsWith('**')) || line.endsWith(':');
}
