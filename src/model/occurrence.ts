import type { Diagnosis } from './diagnosis.ts';
import type { TimedCount } from './signal.ts';

/** What tells one incident of a runbook from another: names and values without ephemeral ports, e.g. `{client: "10.1.2.3"}`. */
export type Identity = Readonly<Record<string, string>>;

/** A diagnosis of one identity, or of what many share, with what an incident needs to be followed over time. */
export interface Occurrence {
  identity: Identity;
  diagnosis: Diagnosis;
  /** The records that speak for it, all counted: the newest each at its event time, older ones by minute or hour. Ascending. */
  hits: readonly TimedCount[];
  /** Each of `hits` is a look at the same sockets and tells how many there were, so that they don't add up. */
  areLooks?: boolean;
  /** What they count, in the singular: `log record`, `socket`, `connection`. */
  countOf?: string;
  /** Runbook and identity of the symptoms folded under it. */
  symptoms: readonly { runbook: string; identity: Identity }[];
  /** Names of the inputs it was seen in. */
  inputs: readonly string[];
  /** Event time of the last record that tells it is over. */
  clearedMs?: number;
}

/** An earlier incident about many identities: it takes in its members, so that none of them gets another incident. */
export interface KnownGroup {
  runbook: string;
  /** What its members share. */
  identity: Identity;
  /** Set once it is over: members seen later than this event time (epoch milliseconds) are not its own any more. */
  untilMs?: number;
}

/** Whether an identity has every label of another, with the same values. */
export function isWithin(identity: Identity, wider: Identity): boolean {
  return Object.entries(wider).every(([name, value]) => identity[name] === value);
}
