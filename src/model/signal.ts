import type { FieldValue } from './fields.ts';
import type { Observation } from './observation.ts';

/** One observation that met a signal's conditions, with what its patterns captured added to its fields. */
export interface Hit {
  observation: Observation;
  fields: Record<string, FieldValue>;
}

/** A named condition that holds: what was counted, for how many keys, between which event times. */
export interface Signal {
  name: string;
  says: string;
  confidence: number;
  count: number;
  /** Keys for which it holds, most frequent first; one empty key when the rule keeps none apart. */
  keys: readonly string[];
  /** Whether each hit is evidence by itself, so that hits may be given to the identities they are about. */
  isDivisible: boolean;
  /** Most telling first. */
  hits: readonly Hit[];
  firstMs?: number;
  lastMs?: number;
  /** Shortest and longest time from the first step to the last, where the signal has steps. */
  gapMs?: { least: number; most: number };
  /**
   * Set when hits were dropped for lack of room or never searched for: how many were `kept`, and how many were dropped in
   * each minute, by its beginning (epoch milliseconds). Without `perMinute` their times are unknown.
   */
  dropped?: { kept: number; perMinute?: ReadonlyMap<number, number> };
}
