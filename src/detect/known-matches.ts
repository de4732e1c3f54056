import type { FieldValue } from '../model/fields.ts';
import type { Recent } from '../remember-recent.ts';
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
export type KnownMatches = Recent<string, TextMatches>;
