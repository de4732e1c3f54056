/** A person's mute. It covers an incident when every matcher equals the incident's label of that name. Times are epoch milliseconds. */
export interface Silence {
  id: string;
  matchers: Readonly<Record<string, string>>;
  startMs: number;
  endMs: number;
  /** Slack user id. */
  author: string;
  reason: string;
  /** Ended early by this user, or by the end of its incident. */
  endedMs?: number;
  /** Channel and thread to tell when it ends. */
  tell?: { channel: string; threadTs: string };
}
