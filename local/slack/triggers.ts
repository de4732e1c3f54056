import { randomBytes } from 'node:crypto';

/** A trigger opens one view within this time (docs.slack.dev, "Handling user interaction"). */
const LIVES_MS = 3_000;
const MOST_KEPT = 1_000;

/** The `trigger_id`s that were issued. */
export interface Triggers {
  issue(user: string): string;
  /** Uses a trigger: returns its user, or Slack's error code. */
  take(id: unknown): { user: string } | { error: string };
}

/** Creates an empty set of triggers. */
export function createTriggers(nowMs: () => number): Triggers {
  const issued = new Map<string, { user: string; atMs: number; isTaken: boolean }>();
  return {
    issue(user) {
      const id = `${Math.round(nowMs())}.${issued.size}.${randomBytes(16).toString('hex')}`;
      issued.set(id, { user, atMs: nowMs(), isTaken: false });
      const [oldest] = issued.keys();
      if (issued.size > MOST_KEPT && oldest !== undefined) issued.delete(oldest);
      return id;
    },
    take(id) {
      const trigger = issued.get(String(id));
      if (!trigger) return { error: 'invalid_trigger_id' };
      if (trigger.isTaken) return { error: 'exchanged_trigger_id' };
      if (nowMs() - trigger.atMs > LIVES_MS) return { error: 'expired_trigger_id' };
      trigger.isTaken = true;
      return { user: trigger.user };
    },
  };
}
