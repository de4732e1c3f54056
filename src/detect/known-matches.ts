import type { FieldValue } from '../model/fields.ts';
import type { Observation } from '../model/observation.ts';
import type { Hit } from '../model/signal.ts';
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

/** What is the same of all records that are read in one way, and what may differ. */
export interface Alike {
  /** Whether the value of a field may differ from record to record. */
  varies(field: string): boolean;
  /** Whether a signal's pattern may capture something under the name of a field that is not its value. */
  capturesOther(signal: CompiledSignal, field: string): boolean;
}

/** A record that can be read again from little: kept in place of what it is read as, which takes ten times the room. */
export interface Recallable
  extends Pick<Observation, 'kind' | 'form' | 'role' | 'at' | 'atMs' | 'stream' | 'isCut' | 'text'> {
  alike: Alike;
  /** Some of its fields, which takes less than to read all. */
  fieldsOf(names: readonly string[]): Record<string, FieldValue>;
  /** Reads it in full. */
  read(): ReadAgain;
  /** The same each time. */
  recall(): ReadAgain;
}

/** A record, and what its text meets. */
export interface ReadAgain {
  observation: Observation;
  matches: TextMatches;
  /** The hit of all signals whose patterns captured nothing else, once one was asked for. */
  hit?: Hit;
}

/** What texts met, for whoever reads much the same texts again and again. The same text always meets the same. */
export interface KnownMatches extends Recent<string, TextMatches> {
  /** What a record can be recalled from, where it was met before; then it meets what its text did then, as it did. */
  recallable?(record: Observation): Recallable | undefined;
}
