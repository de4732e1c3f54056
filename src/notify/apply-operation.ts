import { HalfopenError } from '../errors.ts';
import type { Incident, Notified, SentMessage } from '../model/incident.ts';
import { isNoticeKey } from '../model/notice-key.ts';
import { acquireSlot, backOff } from './channel-pace.ts';
import { cacheChannelId, findMessage } from './find-message.ts';
import type { ChatContext } from './notify-context.ts';
import type { MessageOperation } from './plan-operation.ts';
import { recordNotified } from './record-notified.ts';

/** A post that takes longer is given up for dead: longer than the chat adapter waits for Slack. */
const LEASE_MS = 30_000;
/** After a post with an unknown outcome, search for the message after this time: Slack lists it by then. */
const RECHECK_MS = 2_000;
const LONGEST_WAIT_MS = 3_600_000;

interface Stopped {
  retryAfterMs?: number;
  failure?: HalfopenError;
}

/**
 * Finishes a post that an earlier run began. Nothing under way: undefined. Somebody is at it: how long to wait.
 * Otherwise the message is looked for by its metadata and recorded, or known never to have been posted.
 */
export async function resolvePost(
  context: ChatContext,
  incident: Incident,
): Promise<'resolved' | { waitMs: number } | undefined> {
  const { posting, messages } = incident.notified;
  if (!posting) return undefined;
  const waitMs = posting.leaseUntilMs - context.nowMs();
  if (waitMs > 0) return { waitMs };
  const { key, channel, sinceMs } = posting;
  const threadTs = key === 'card' ? undefined : messages['card']?.ts;
  const found = await findMessage(context, {
    channel,
    name: { incident: incident.id, key },
    sinceMs,
    ...(threadTs ? { threadTs } : {}),
  });
  // Its hash is unknown, so the next operation updates it.
  await recordNotified(context, incident, (notified) =>
    posted(notified, key, found && { ...found, hash: 'found' }, notifiedNow(context, incident)),
  );
  return 'resolved';
}

/** Applies one message operation; undefined on success. A failed one says when to try again. */
export async function applyOperation(
  context: ChatContext,
  incident: Incident,
  operation: MessageOperation,
): Promise<Stopped | undefined> {
  const { waitMs } = await acquireSlot(context, operation.channel);
  if (waitMs > 0) return { retryAfterMs: waitMs };
  try {
    if (operation.ts) await edit(context, incident, operation, operation.ts);
    else if (!(await post(context, incident, operation))) return { retryAfterMs: RECHECK_MS };
    return undefined;
  } catch (error) {
    if (!(error instanceof HalfopenError) || !error.code.startsWith('slack-')) throw error;
    return recover(context, incident, operation, error);
  }
}

async function post(context: ChatContext, incident: Incident, operation: MessageOperation): Promise<boolean> {
  const { key, channel, content, hash, threadTs, broadcast } = operation;
  const sinceMs = context.nowMs();
  const leaseUntilMs = sinceMs + LEASE_MS;
  let isOurs = false;
  await recordNotified(context, incident, (notified) => {
    isOurs = !notified.posting && !notified.messages[key];
    return isOurs ? { ...notified, posting: { key, channel, sinceMs, leaseUntilMs } } : notified;
  });
  if (!isOurs) return false;
  const sent = await context.chat.post({
    channel,
    content,
    name: { incident: incident.id, key },
    ...(threadTs ? { threadTs } : {}),
    ...(broadcast ? { broadcast } : {}),
  });
  await cacheChannelId(context, channel, sent.channel);
  const now = notifiedNow(context, incident);
  await recordNotified(context, incident, (notified) => posted(notified, key, { ...sent, hash }, now));
  return true;
}

async function edit(
  context: ChatContext,
  incident: Incident,
  { key, channel, content, hash }: MessageOperation,
  ts: string,
): Promise<void> {
  await context.chat.update({ channel, ts, content, name: { incident: incident.id, key } });
  await recordNotified(context, incident, (notified) => posted(notified, key, { channel, ts, hash }, {}));
}

type NotifiedNow = Partial<Pick<Notified, 'notifiedMs' | 'lastNotifiedCount'>>;

/** What a posted notice records: when people were last notified, and the count then. */
function notifiedNow(context: ChatContext, { count }: Incident): NotifiedNow {
  return { notifiedMs: context.nowMs(), lastNotifiedCount: Math.max(count, 1) };
}

function posted(
  notified: Notified,
  key: string,
  message: SentMessage | undefined,
  now: NotifiedNow,
): Notified {
  const { posting: _, ...rest } = notified;
  if (!message) return rest;
  const repeats = isNoticeKey(key, 'repeat') ? notified.repeats + 1 : notified.repeats;
  const notifying = isNoticeKey(key) ? now : {};
  return { ...rest, ...notifying, repeats, messages: { ...notified.messages, [key]: message } };
}

async function recover(
  context: ChatContext,
  incident: Incident,
  operation: MessageOperation,
  failure: HalfopenError,
): Promise<Stopped> {
  const nowMs = context.nowMs();
  switch (failure.code) {
    case 'slack-rate-limited': {
      const retryAfterMs = failure.retryAfterMs ?? RECHECK_MS;
      await backOff(context, operation.channel, retryAfterMs);
      await recordNotified(context, incident, drop);
      return { retryAfterMs: retryAfterMs };
    }
    case 'slack-unknown-outcome':
      await recordNotified(context, incident, (notified) =>
        notified.posting
          ? { ...notified, posting: { ...notified.posting, leaseUntilMs: nowMs + RECHECK_MS } }
          : notified,
      );
      return { retryAfterMs: RECHECK_MS, failure };
    case 'slack-message-gone':
      await recordNotified(context, incident, (notified) => ({
        ...notified,
        messages: without(notified, operation.key),
      }));
      return { retryAfterMs: 0 };
    default: {
      const failures = incident.notified.failures + 1;
      const retryAfterMs = Math.min(LONGEST_WAIT_MS, 15_000 * 2 ** failures);
      await recordNotified(context, incident, (notified) => ({
        ...drop(notified),
        failures,
        notBeforeMs: nowMs + retryAfterMs,
      }));
      return { failure };
    }
  }
}

function drop({ posting: _posting, ...rest }: Notified): Notified {
  return rest;
}

/** A card that somebody deleted takes its thread with it; notices are not posted again. */
function without({ messages }: Notified, key: string): Notified['messages'] {
  const isLost = (name: string) => name === key || (key === 'card' && !isNoticeKey(name));
  return Object.fromEntries(Object.entries(messages).filter(([name]) => !isLost(name)));
}
