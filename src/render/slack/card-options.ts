import type { RankedCause } from '../../model/ranked-cause.ts';
import type { Silence } from '../../model/silence.ts';

/** What a card needs to know beside its incident. Times are epoch milliseconds. */
export interface CardOptions {
  nowMs: number;
  /** What mutes it now, and the maintenance window in which it began. */
  silence?: Silence;
  window?: Silence;
  /** Slack id of the group or user that the route names. */
  mention?: string;
  /** Causes in the order that the answers given so far speak for. */
  ranking?: readonly RankedCause[];
  /** Where the card of another incident stands. */
  linkOf?: (incidentId: string) => { channel: string; ts: string } | undefined;
}
