import type { ToldWord } from './told-words.ts';

/** How many of something a text counts; `fell` where it says that there were more before. */
export interface ToldCount {
  count: number;
  fell: boolean;
}

/** A number belongs to what stands so many words from it. */
const NEAR = 8;
/** Words between a name and the number behind it, after which something else is counted. */
const PARTING = new Set([
  'and',
  'but',
  'while',
  'und',
  'aber',
  'with',
  'port',
  'ports',
  'after',
  'for',
  'vs',
]);
/** `12 of 400 sockets`: the first is meant. */
const WHOLE = new Set(['of', 'von', 'port']);
const UNTIL = new Set(['to', 'auf', 'bis']);
const SINCE = new Set(['from', 'von']);

/**
 * The number that a text gives for what `names` name, each a few words: `3000 sockets in CLOSE_WAIT` has 3000 of `close wait`, though
 * another number stands beside it. Of `from 200 to 4000` the last counts. Undefined where it gives none.
 */
export function toldCount(words: readonly ToldWord[], names: readonly string[]): ToldCount | undefined {
  for (let at = 0; at < words.length; at++) {
    const length = lengthOfName(words, at, names);
    if (length === 0) continue;
    const found = countBefore(words, at) ?? countBehind(words, at + length);
    if (found) return found;
  }
  return undefined;
}

function lengthOfName(words: readonly ToldWord[], at: number, names: readonly string[]): number {
  const lengths = names
    .map((name) => name.split(' '))
    .filter((parts) => parts.every((part, i) => words[at + i]?.text === part))
    .map(({ length }) => length);
  return Math.max(0, ...lengths);
}

function countBefore(words: readonly ToldWord[], end: number): ToldCount | undefined {
  for (let at = end - 1; at >= Math.max(0, end - NEAR); at--) {
    if (PARTING.has(words[at]?.text ?? '')) return undefined;
    if (isCount(words, at) && !WHOLE.has(words[at - 1]?.text ?? '')) return change(words, at);
  }
  return undefined;
}

function countBehind(words: readonly ToldWord[], from: number): ToldCount | undefined {
  for (let at = from; at < from + NEAR; at++) {
    if (PARTING.has(words[at]?.text ?? '')) return undefined;
    if (isCount(words, at)) return change(words, at);
  }
  return undefined;
}

function isCount(words: readonly ToldWord[], at: number): boolean {
  const word = words[at];
  return word?.value !== undefined && word.unit === undefined && Number.isInteger(word.value);
}

/** The number at this place, or the last of the two that it changed between. */
function change(words: readonly ToldWord[], at: number): ToldCount {
  const valueAt = (place: number) => words[place]?.value ?? 0;
  const [first, last] = isPair(words, at) ? [at, at + 2] : isPair(words, at - 2) ? [at - 2, at] : [at, at];
  return { count: valueAt(last), fell: valueAt(last) < valueAt(first) };
}

function isPair(words: readonly ToldWord[], at: number): boolean {
  return (
    isCount(words, at) &&
    UNTIL.has(words[at + 1]?.text ?? '') &&
    isCount(words, at + 2) &&
    SINCE.has(words[at - 1]?.text ?? '')
  );
}
