import type { Diagnosis } from './diagnosis.ts';

/** What tells one incident of a runbook from another: names and values without ephemeral ports, e.g. `{client: "10.1.2.3"}`. */
export type Identity = Readonly<Record<string, string>>;

/** A diagnosis of one identity, with what an incident needs to be followed over time. */
export interface Occurrence {
  identity: Identity;
  diagnosis: Diagnosis;
  /** Event times of what speaks for it, ascending, at most 2,000. */
  hitTimesMs: readonly number[];
  /** Runbook and identity of the symptoms folded under it. */
  symptoms: readonly { runbook: string; identity: Identity }[];
  /** Names of the inputs it was seen in. */
  inputs: readonly string[];
  /** Event time of the last record that tells it is over. */
  clearedMs?: number;
}
