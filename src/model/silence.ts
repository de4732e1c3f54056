/**
 * A mute, by a person or by a maintenance window. It covers an incident when every matcher holds for the incident's label of
 * that name. Times are epoch milliseconds.
 */
export interface Silence {
  id: string;
  /** `maintenance`: planned, so what it mutes is expected, and a card of that time says so. */
  kind?: 'silence' | 'maintenance';
  matchers: Readonly<Record<string, string>>;
  /** Matchers equal the labels; otherwise one that ends with `*` matches what begins with it. */
  isExact?: boolean;
  startMs: number;
  endMs: number;
  /** Slack user id; absent for a window of the configuration. */
  author?: string;
  reason: string;
  /** Ended early by `endedBy`. */
  endedMs?: number;
  endedBy?: string;
  /** Id of the one incident that it is for: it mutes no later one, and ends with it. */
  incident?: string;
  /** Where to post that it ended: a channel, and a thread in it where there is one. */
  thread?: { channel: string; threadTs?: string };
}
