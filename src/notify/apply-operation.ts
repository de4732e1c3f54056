import type { HalfopenError } from '../errors.ts';
import { isCopyKey } from '../model/copy-key.ts';
import type { Incident, Notified } from '../model/incident.ts';
import { isNoticeKey } from '../model/notice-key.ts';
import { recordNotified } from '../store/incident-items.ts';
import type { ChatContext } from './notify-context.ts';
import type { MessageOperation } from './plan-operation.ts';
import { type PostLedger, type PostRecord, postOnce, resolvePost, type Stopped } from './post-once.ts';
import { isContentRefused, refusedAgain } from './refused-content.ts';

const LONGEST_WAIT_MS = 3_600_000;

/** Finishes a post of an incident's message that an earlier run began, as `resolvePost` does. */
export async function resolveOperation(
  context: ChatContext,
  incident: Incident,
): ReturnType<typeof resolvePost> {
  const { posting, messages } = incident.notified;
  if (!posting) return undefined;
  const { key, channel } = posting;
  const threadTs = key === 'card' || isCopyKey(key) ? undefined : messages['card']?.ts;
  return resolvePost(context, ledgerOf(context, incident, { key, channel }), {
    channel,
    name: { incident: incident.id, key },
    ...(threadTs ? { threadTs } : {}),
  });
}

/** Applies one message operation; undefined on success. A refused one is not planned again before a time that doubles; the rest goes on where only its content was refused. */
export async function applyOperation(
  context: ChatContext,
  incident: Incident,
  { key, ...message }: MessageOperation,
): Promise<Stopped | undefined> {
  const ledger = ledgerOf(context, incident, { key, channel: message.channel });
  const stopped = await postOnce(context, ledger, { ...message, name: { incident: incident.id, key } });
  if (stopped?.isThreadGone)
    await recordNotified(context, incident, (notified) => ({
      ...notified,
      messages: without(notified, 'card'),
    }));
  if (!stopped?.failure || stopped.retryAfterMs !== undefined) return stopped;
  if (isContentRefused(stopped.failure) || isCopyKey(key)) {
    const isPassable = await recordRefused(context, incident, { key, ...message }, stopped.failure);
    if (isPassable) return { ...stopped, retryAfterMs: context.config.channels.paceMs };
  }
  const failures = incident.notified.failures + 1;
  const notBeforeMs = context.nowMs() + Math.min(LONGEST_WAIT_MS, 15_000 * 2 ** failures);
  await recordNotified(context, incident, (notified) => ({ ...notified, failures, notBeforeMs }));
  return stopped;
}

/**
 * Records that Slack refused what a message shows. False where nothing else can be tried: a plain message was refused, and it is not a
 * card that stands in Slack already.
 */
async function recordRefused(
  context: ChatContext,
  incident: Incident,
  { key, content }: Pick<MessageOperation, 'key' | 'content'>,
  failure: HalfopenError,
): Promise<boolean> {
  const isPlain = content.blocks.length === 0;
  await recordNotified(context, incident, (notified) => {
    const known = notified.refused?.[key];
    const refused = refusedAgain(known, failure, context.nowMs());
    const plain = isPlain && known ? { ...known, isPlainRefused: true } : refused;
    return { ...notified, refused: { ...notified.refused, [key]: plain } };
  });
  return !isPlain || (key === 'card' && incident.notified.messages['card'] !== undefined);
}

/** The record of one message within its incident. An incident posts one message at a time: `posting` names its key and channel. */
function ledgerOf(
  context: ChatContext,
  incident: Incident,
  { key, channel }: { key: string; channel: string },
): PostLedger {
  return {
    read: () => recordOf(incident.notified, key),
    change: async (change) => {
      await recordNotified(context, incident, (notified) => {
        const before = recordOf(notified, key);
        const { posting, message } = change(before);
        if (posting === before.posting && message === before.message) return notified;
        const { posting: _, ...rest } = notified;
        const messages = message ? { ...notified.messages, [key]: message } : without(notified, key);
        const isNotice = message !== undefined && !before.message && isNoticeKey(key);
        return {
          ...rest,
          messages,
          ...(posting ? { posting: { key, channel, ...posting } } : {}),
          ...(isNotice
            ? { notifiedMs: context.nowMs(), lastNotifiedCount: Math.max(incident.count, 1) }
            : {}),
          ...(isNotice && isNoticeKey(key, 'repeat') ? { repeats: notified.repeats + 1 } : {}),
        };
      });
    },
  };
}

function recordOf({ posting, messages }: Notified, key: string): PostRecord {
  const message = messages[key];
  return { ...(posting ? { posting } : {}), ...(message ? { message } : {}) };
}

/** A card that somebody deleted takes its thread with it; notices are not posted again. */
function without({ messages }: Notified, key: string): Notified['messages'] {
  const isLost = (name: string) => name === key || (key === 'card' && !isNoticeKey(name) && !isCopyKey(name));
  return messages[key]
    ? Object.fromEntries(Object.entries(messages).filter(([name]) => !isLost(name)))
    : messages;
}
