import type { Diagnosis } from './diagnosis.ts';
import type { TimedCount } from './signal.ts';

/** What tells one incident of a runbook from another: names and values without ephemeral ports, e.g. `{client: "10.1.2.3"}`. */
export type Identity = Readonly<Record<string, string>>;

/** A diagnosis of one identity, with what an incident needs to be followed over time. */
export interface Occurrence {
  identity: Identity;
  diagnosis: Diagnosis;
  /** The records that speak for it, all counted: the newest each at its event time, older ones by minute or hour. Ascending. */
  hits: readonly TimedCount[];
  /** Runbook and identity of the symptoms folded under it. */
  symptoms: readonly { runbook: string; identity: Identity }[];
  /** Names of the inputs it was seen in. */
  inputs: readonly string[];
  /** Event time of the last record that tells it is over. */
  clearedMs?: number;
}
