import type { FieldValue } from '../model/fields.ts';
import type { CompiledSignal } from './compile-signals.ts';

/** A signal whose pattern meets a text, with what it captured. */
interface TextMatch {
  signal: CompiledSignal;
  captures: Record<string, FieldValue>;
  /** Whether the signal's further patterns accept the text; absent until somebody has asked. */
  isAccepted?: boolean;
}

export type TextMatches = readonly TextMatch[];

/** What texts met, for whoever reads much the same texts again and again. The same text always meets the same. */
export interface KnownMatches {
  get(text: string): TextMatches | undefined;
  set(text: string, matches: TextMatches): void;
}

/** Remembers so many texts at least, and twice as many at most. */
export function createKnownMatches(mostTexts: number): KnownMatches {
  let [newer, older] = [new Map<string, TextMatches>(), new Map<string, TextMatches>()];
  const set = (text: string, matches: TextMatches): void => {
    newer.set(text, matches);
    if (newer.size >= mostTexts) [newer, older] = [new Map(), newer];
  };
  return {
    get(text) {
      const matches = newer.get(text) ?? older.get(text);
      if (matches && !newer.has(text)) set(text, matches);
      return matches;
    },
    set,
  };
}
