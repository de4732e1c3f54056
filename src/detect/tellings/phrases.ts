import { isDigit, isWordPart } from '../../model/characters.ts';
import { HOLE_KINDS, type HoleKind } from '../../model/tellings.ts';
import { type ToldWord, toldWords } from './told-words.ts';

/** What the holes of a phrase took. */
export type Captures = Readonly<Record<string, string | number>>;

type Piece =
  | { word: string }
  | { start: string }
  | { anyOf: ReadonlySet<string>; starts: readonly string[] }
  | { hole: string; kind: HoleKind }
  | { gap: true };

interface Phrase {
  pieces: readonly Piece[];
  /** The list that it belongs to. */
  list: number;
}

/** `..` in a phrase stands for up to so many words. */
const MOST_IN_GAP = 5;
const MANY = 20;
const STEM = 3;
const HOLE = '{';
const SET = '<';

/** A phrase that stands in a text: the numbers of its first word and of the one behind it, with what its holes took. */
interface FoundPhrase {
  list: number;
  first: number;
  end: number;
  captures: Captures;
}

/** Phrases of several lists, to be found in texts together. */
export interface PhraseIndex {
  /** Adds a list, and gives its number. */
  add(phrases: readonly string[]): number;
  /** Each phrase of the lists that stands in a text. */
  find(text: string, words: readonly ToldWord[]): readonly FoundPhrase[];
}

/** Words and stems by the name of their set, any of which `<name>` stands for. */
type WordSets = Readonly<Record<string, readonly string[]>>;

/** Starts with no phrases. A phrase is words, `stem*`, `<set>`, `..`, and holes `{name:kind}`. */
export function createPhraseIndex(sets: WordSets = {}): PhraseIndex {
  const known = new Map(Object.entries(sets).map(([name, words]) => [name, toSet(words)]));
  const byWord = new Map<string, Phrase[]>();
  const byStem = new Map<string, Phrase[]>();
  const byHole: Phrase[] = [];
  let lists = 0;
  const enter = (phrase: Phrase): void => {
    const [first] = phrase.pieces;
    if (!first || 'gap' in first) return;
    if ('hole' in first) byHole.push(phrase);
    else if ('word' in first) push(byWord, first.word, phrase);
    else if ('anyOf' in first) {
      for (const word of first.anyOf) push(byWord, word, phrase);
      for (const start of new Set(first.starts.map((one) => one.slice(0, STEM)))) push(byStem, start, phrase);
    } else push(byStem, first.start.slice(0, STEM), phrase);
  };
  return {
    add(phrases) {
      const list = lists++;
      for (const phrase of phrases) enter({ pieces: piecesOf(phrase, known), list });
      return list;
    },
    find(text, words) {
      return words.flatMap((word, first) => {
        const own = [...(byWord.get(word.text) ?? []), ...(byWord.get(ownerOf(word.text)) ?? [])];
        const stemmed = byStem.get(word.text.slice(0, STEM)) ?? [];
        const begun = [...own, ...stemmed, ...(word.value === undefined ? [] : byHole)];
        return begun.flatMap(({ pieces, list }) => {
          const met = match(pieces, 0, text, words, first);
          return met ? [{ list, first, ...met }] : [];
        });
      });
    },
  };
}

function push(map: Map<string, Phrase[]>, key: string, phrase: Phrase): void {
  const others = map.get(key);
  if (others) others.push(phrase);
  else map.set(key, [phrase]);
}

function toSet(words: readonly string[]): Extract<Piece, { anyOf: unknown }> {
  return {
    anyOf: new Set(words.filter((word) => !word.endsWith('*'))),
    starts: words.filter((word) => word.endsWith('*')).map((word) => word.slice(0, -1)),
  };
}

function piecesOf(phrase: string, sets: ReadonlyMap<string, Piece>): Piece[] {
  return phrase.split(' ').flatMap((piece): Piece[] => {
    if (piece === '..') return [{ gap: true }];
    if (piece.startsWith(SET)) return [sets.get(piece.slice(1, -1)) ?? { word: piece }];
    if (piece.startsWith(HOLE)) {
      const [hole = '', kind = 'count'] = piece.slice(1, -1).split(':');
      return [{ hole, kind: HOLE_KINDS.find((one) => one === kind) ?? 'count' }];
    }
    if (piece.endsWith('*')) return [{ start: piece.slice(0, -1) }];
    // Most are plain words, and taking thousands of them apart would be noticed when the program starts.
    return isPlain(piece) ? [{ word: piece }] : toldWords(piece).map(({ text }) => ({ word: text }));
  });
}

function isPlain(piece: string): boolean {
  for (const one of piece) if (one < 'a' || one > 'z') return false;
  return true;
}

function match(
  pieces: readonly Piece[],
  from: number,
  text: string,
  words: readonly ToldWord[],
  at: number,
): { captures: Captures; end: number } | undefined {
  const piece = pieces[from];
  if (!piece) return { captures: {}, end: at };
  if ('gap' in piece) {
    for (let skip = 0; skip <= MOST_IN_GAP; skip++) {
      const rest = match(pieces, from + 1, text, words, at + skip);
      if (rest) return rest;
    }
    return undefined;
  }
  const word = words[at];
  if (!word) return undefined;
  if (!('hole' in piece)) {
    return fits(piece, word.text) ? match(pieces, from + 1, text, words, at + 1) : undefined;
  }
  const taken = takeHole(piece.kind, text, words, at);
  const rest = taken && match(pieces, from + 1, text, words, taken.next);
  return rest && { end: rest.end, captures: { [piece.hole]: taken.value, ...rest.captures } };
}

function fits(piece: Exclude<Piece, { hole: string } | { gap: true }>, word: string): boolean {
  if ('word' in piece) return word === piece.word || ownerOf(word) === piece.word;
  if ('start' in piece) return word.startsWith(piece.start);
  return (
    piece.anyOf.has(word) ||
    piece.anyOf.has(ownerOf(word)) ||
    piece.starts.some((start) => word.startsWith(start))
  );
}

const OWNING = "'s";

/** `redis's` and `broker's` are of redis and of the broker; empty for a word that owns nothing. */
function ownerOf(word: string): string {
  return word.endsWith(OWNING) ? word.slice(0, -OWNING.length) : '';
}

function takeHole(kind: HoleKind, text: string, words: readonly ToldWord[], at: number) {
  const word = words[at];
  if (!word) return undefined;
  if (kind === 'name') return takeName(text, words, at);
  const unit = kind === 'count' || kind === 'many' ? undefined : kind;
  if (word.value === undefined || word.unit !== unit) return undefined;
  if (kind === 'many' && word.value < MANY) return undefined;
  return { value: word.value, next: at + 1 };
}

/** A name is quoted, or has a digit or a mark within. */
function takeName(text: string, words: readonly ToldWord[], at: number) {
  const start = words[at]?.at ?? 0;
  let end = start;
  while (
    isWordPart(text.charAt(end)) ||
    ('.-:/'.includes(text.charAt(end)) && isWordPart(text.charAt(end + 1)))
  )
    end++;
  const name = text.slice(start, end);
  const isQuoted = '`"\'“‘'.includes(text.charAt(start - 1) || ' ');
  if (!isQuoted && !Array.from(name).some((one) => isDigit(one) || '._-'.includes(one))) return undefined;
  let next = at + 1;
  while ((words[next]?.at ?? end) < end) next++;
  return { value: name, next };
}
