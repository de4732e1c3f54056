import { lazily } from '../../../lazily.ts';
import type { ErrnoSpelling } from '../../../model/errno-spellings.ts';
import { TYPICAL_TEXT } from '../../../model/typical-text.ts';

/** A text to be found, in lower case, with what it stands for. */
export interface Indexed<T> {
  text: string;
  means: T;
}

/** Where a text stands. */
export interface Standing<T> {
  start: number;
  end: number;
  means: T;
}

interface Entry<T> extends Indexed<T> {
  /** Where in the text the letters stand that it is found by. */
  offset: number;
}

export type SpellingIndex<T = ErrnoSpelling> = (lower: string) => Standing<T>[];

const ordinary = lazily(() => countTrigrams(TYPICAL_TEXT.toLowerCase()));

/**
 * Finds many fixed texts at once in a text in lower case, in the order in which they begin, the longest of those that begin together
 * first. Each is looked for where three letters of it stand that are rare in ordinary logs, so that the cost hardly grows with their
 * number. For one short record; the index over bytes in `detect` is made for whole logs.
 */
export function createSpellingIndex<T>(texts: readonly Indexed<T>[]): SpellingIndex<T> {
  const byTrigram = new Map<number, Entry<T>[]>();
  const mayBegin = new Uint8Array(1 << 16);
  for (const indexed of texts) {
    const offset = rarestTrigram(indexed.text);
    const key = trigramAt(indexed.text, offset);
    const entries = byTrigram.get(key) ?? [];
    byTrigram.set(key, [...entries, { ...indexed, offset }]);
    mayBegin[key] = 1;
  }
  return (lower) => {
    const found: Standing<T>[] = [];
    for (let at = 0; at + 2 < lower.length; at++) {
      const key = trigramAt(lower, at);
      if (mayBegin[key] === 0) continue;
      for (const { text, offset, means } of byTrigram.get(key) ?? []) {
        const start = at - offset;
        if (start >= 0 && lower.startsWith(text, start))
          found.push({ start, end: start + text.length, means });
      }
    }
    return found.toSorted((a, b) => a.start - b.start || b.end - a.end);
  };
}

/** A number of 16 bits; different letters may have the same one. */
function trigramAt(text: string, at: number): number {
  return (text.charCodeAt(at) * 961 + text.charCodeAt(at + 1) * 31 + text.charCodeAt(at + 2)) & 0xffff;
}

function countTrigrams(text: string): Uint32Array {
  const counts = new Uint32Array(1 << 16);
  for (let at = 0; at + 2 < text.length; at++)
    counts[trigramAt(text, at)] = 1 + (counts[trigramAt(text, at)] ?? 0);
  return counts;
}

function rarestTrigram(text: string): number {
  const counts = ordinary();
  let [rarest, least] = [0, counts[trigramAt(text, 0)] ?? 0];
  for (let at = 1; at + 2 < text.length && least > 0; at++) {
    const count = counts[trigramAt(text, at)] ?? 0;
    if (count < least) [rarest, least] = [at, count];
  }
  return rarest;
}
