import type { FieldValue } from '../model/fields.ts';
import type { Observation } from '../model/observation.ts';
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

/** A record that can be read again from little: kept in place of what it is read as, which takes ten times the room. */
export interface Recallable extends Pick<Observation, 'at' | 'atMs'> {
  /** The same each time. */
  recall(): { observation: Observation; matches: TextMatches };
}

/** What texts met, for whoever reads much the same texts again and again. The same text always meets the same. */
export interface KnownMatches extends Recent<string, TextMatches> {
  /** What a record can be recalled from, where it was met before; then it meets what its text did then, as it did. */
  recallable?(record: Observation): Recallable | undefined;
}
