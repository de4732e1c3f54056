import type { HalfopenError } from '../errors.ts';
import type { StoreContext } from '../store/store-context.ts';

const REFUSAL = 'slack-refusal';
/** Longer than the longest wait between two tries, so that a refusal is shown until Slack takes a message again. */
const KEPT_MS = 2 * 3_600_000;
/** DynamoDB never removes what expired more than five years ago. */
const EXPIRED_MS = 86_400_000;

/** Slack asks to wait, or does not answer, now and then: only what lasts is shown. */
const PASSING_MS = 5 * 60_000;

/** What Slack last refused for a channel, or did not answer to, and what a person can do about it. Times are epoch milliseconds. */
export interface SlackRefusal {
  channel: string;
  /** The incident, digest or notice of which Slack refused the content; absent where it takes nothing for the channel. */
  subject?: string;
  message: string;
  hint: string;
  /** Absent in refusals of an earlier version. */
  sinceMs?: number;
  atMs: number;
  /** It may pass by itself. */
  isPassing?: boolean;
}

type Store = Pick<StoreContext, 'table' | 'nowMs'>;

/**
 * Records that Slack refused a call for a channel, or did not answer, for the operators: the Home tab and the sweep's log and metric
 * show it. With a `subject`, only the content of its message was refused.
 */
export async function recordRefusal(
  { table, nowMs }: Store,
  channel: string,
  { message, hint, retryable = false }: Pick<HalfopenError, 'message' | 'hint'> & { retryable?: boolean },
  subject?: string,
): Promise<void> {
  const sk = keyOf(channel, subject);
  const known = (await table.get(REFUSAL, sk, nowMs()))?.head as SlackRefusal | undefined;
  const sinceMs = known?.sinceMs ?? nowMs();
  const about = subject === undefined ? {} : { subject };
  const head: SlackRefusal = {
    channel,
    ...about,
    message,
    hint,
    sinceMs,
    atMs: nowMs(),
    isPassing: retryable,
  };
  const item = { pk: REFUSAL, sk, version: 1, head: { ...head }, expiresAtMs: nowMs() + KEPT_MS };
  await table.put(item, 'any', nowMs());
}

/** Forgets the refusal of a channel once Slack has taken a message for it, or of a subject once it has taken its content. */
export async function clearRefusal(
  { table, nowMs }: Store,
  channel: string,
  subject?: string,
): Promise<void> {
  const known = await table.get(REFUSAL, keyOf(channel, subject), nowMs());
  // Expired at once, since the functions may write items but not delete them.
  if (known) await table.put({ ...known, expiresAtMs: nowMs() - EXPIRED_MS }, 'any', nowMs());
}

/** The refusals that still hold, by channel, without those that may have passed by now. */
export async function listRefusals({ table, nowMs }: Store): Promise<SlackRefusal[]> {
  const refusals = (await table.list({ pk: REFUSAL }, nowMs())).map(
    ({ head }) => head as unknown as SlackRefusal,
  );
  return refusals.filter(({ isPassing, sinceMs = 0, atMs }) => !isPassing || atMs - sinceMs >= PASSING_MS);
}

function keyOf(channel: string, subject?: string): string {
  return subject === undefined ? channel : `${channel} ${subject}`;
}
