import { notifyDigest } from './digest.ts';
import { isDigestId } from './digest-items.ts';
import type { NotifyContext } from './notify-context.ts';
import { type NotifyOutcome, notifyIncident } from './notify-incident.ts';
import { RECHECK_MS } from './post-once.ts';

/** Waits are cut to this, so that a shift that ends early is noticed. */
const LONGEST_WAIT_MS = 1_000;

/** The time that one invocation has: how it waits, and for how many milliseconds it may still begin something. */
export interface Shift {
  wait(ms: number): Promise<void>;
  remainingMs(): number;
}

/** What a run for one incident or digest came to. */
export type Report = (id: string, result: NotifyOutcome | { thrown: unknown }) => void;

interface Waiting {
  id: string;
  atMs: number;
  /** Messages sent of it so far: who has none comes first. */
  sent: number;
  /** The channel that it waits for. */
  channel?: string;
}

/**
 * Makes Slack match incidents and digests, each until nothing is left to do. What has to wait for its channel, for Slack or for
 * more evidence waits here, while others go on; cards come before threads. What is not finished when the shift ends the sweep finds.
 * Nothing is handed back to the queue: Lambda stops a function that invokes itself by its queue after 16 times, and drops the message.
 */
export async function notifyAll(
  context: NotifyContext,
  ids: readonly string[],
  { wait, remainingMs }: Shift,
  report: Report,
): Promise<void> {
  const { nowMs } = context;
  const waiting: Waiting[] = [...new Set(ids)].map((id) => ({ id, atMs: nowMs(), sent: 0 }));
  const freeMs = new Map<string, number>();
  const dueMs = ({ atMs, channel = '' }: Waiting) => Math.max(atMs, freeMs.get(channel) ?? 0);
  while (waiting.length > 0) {
    const isBefore = (a: Waiting, b: Waiting) =>
      dueMs(a) < dueMs(b) || (dueMs(a) === dueMs(b) && a.sent < b.sent);
    const next = waiting.reduce((first, one) => (isBefore(one, first) ? one : first));
    const leftMs = dueMs(next) - nowMs();
    if (remainingMs() <= Math.max(0, leftMs)) return;
    if (leftMs > 0) {
      await wait(Math.min(leftMs, LONGEST_WAIT_MS));
      continue;
    }
    waiting.splice(waiting.indexOf(next), 1);
    const outcome = await notifyOne(context, next.id, report);
    if (!outcome) continue;
    const { retryAfterMs, paced: channel, digest } = outcome;
    const sent = next.sent + outcome.sent;
    if (retryAfterMs !== undefined) {
      const atMs = nowMs() + retryAfterMs;
      if (channel !== undefined) freeMs.set(channel, atMs);
      waiting.push({ id: next.id, atMs, sent, ...(channel === undefined ? {} : { channel }) });
    }
    if (digest !== undefined) waiting.push({ id: digest, atMs: nowMs() + RECHECK_MS, sent: 0 });
  }
}

/** Undefined when the run threw, which is reported. */
async function notifyOne(
  context: NotifyContext,
  id: string,
  report: Report,
): Promise<NotifyOutcome | undefined> {
  try {
    const outcome: NotifyOutcome = isDigestId(id)
      ? { sent: 1, reason: 'over-budget', ...(await notifyDigest(context, id)) }
      : await notifyIncident(context, id);
    report(id, outcome);
    return outcome;
  } catch (thrown) {
    report(id, { thrown });
    return undefined;
  }
}
