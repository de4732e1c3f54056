import type { MessageContent } from '../model/chat-message.ts';
import { plainMessage } from '../render/slack/plain-card.ts';
import { changeItem } from '../store/change-item.ts';
import type { ChatContext } from './notify-context.ts';
import { hashOf, type PostLedger, type PostRecord, postOnce, resolvePost } from './post-once.ts';
import { isContentRefused } from './refused-content.ts';
import { recordRefusal } from './slack-refusal.ts';

const NOTICE = 'notice';
const KEPT_MS = 7 * 86_400_000;
/** A refusal that only a person can resolve is not tried again each minute. */
const REFUSED_WAIT_MS = 3_600_000;

/** The record of a notice. `notBeforeMs`: Slack refused it, so it waits. */
interface Notice extends PostRecord {
  notBeforeMs?: number;
  /** Slack refused its blocks: it is sent as text alone. */
  isPlain?: boolean;
  /** Set by an earlier version, which did not record where the message is. */
  done?: boolean;
}

/**
 * Sends a notice that belongs to no incident, once for its key. `posted`: by this call. `known`: by an earlier one.
 * `waiting`: not yet, because of the channel's pace or of Slack; call again.
 */
export async function sendOnce(
  context: ChatContext,
  key: string,
  message: { channel: string; threadTs?: string; content: MessageContent },
): Promise<'posted' | 'known' | 'waiting'> {
  const notice = await readNotice(context, key);
  if (notice.message || notice.done) return 'known';
  if ((notice.notBeforeMs ?? 0) > context.nowMs()) return 'waiting';
  const ledger: PostLedger = {
    read: () => notice,
    change: (change) =>
      changeNotice(context, key, ({ posting, message: sent, ...rest }) => ({
        ...rest,
        ...change({ ...(posting ? { posting } : {}), ...(sent ? { message: sent } : {}) }),
      })),
  };
  const content = notice.isPlain ? plainMessage(message.content) : message.content;
  const post = { ...message, content, name: { incident: key, key: 'notice' }, hash: hashOf(content) };
  const inFlight = await resolvePost(context, ledger, post);
  if (inFlight === 'resolved') return sendOnce(context, key, message);
  if (inFlight) return 'waiting';
  const stopped = await postOnce(context, ledger, post);
  if (isContentRefused(stopped?.failure) && !notice.isPlain) {
    await recordRefusal(context, message.channel, stopped.failure, 'a notice');
    await changeNotice(context, key, (known) => ({ ...known, isPlain: true }));
    return sendOnce(context, key, message);
  }
  if (stopped?.failure && stopped.retryAfterMs === undefined) {
    const notBeforeMs = context.nowMs() + REFUSED_WAIT_MS;
    await changeNotice(context, key, (known) => ({ ...known, notBeforeMs }));
  }
  return stopped ? 'waiting' : 'posted';
}

async function readNotice({ table, nowMs }: ChatContext, key: string): Promise<Notice> {
  return toNotice((await table.get(NOTICE, key, nowMs()))?.body);
}

async function changeNotice(
  context: ChatContext,
  key: string,
  change: (notice: Notice) => Notice,
): Promise<void> {
  await changeItem<Notice>(context, { pk: NOTICE, sk: key, keptMs: KEPT_MS }, (known) =>
    change(toNotice(known)),
  );
}

/** An earlier version stored the lease itself, and `done` once the message was posted. */
function toNotice(body: unknown): Notice {
  const { sinceMs, leaseUntilMs, done, ...notice } = (body ?? {}) as Notice & Partial<PostRecord['posting']>;
  if (done) return { ...notice, done };
  if (sinceMs === undefined || leaseUntilMs === undefined) return notice;
  return { ...notice, posting: { sinceMs, leaseUntilMs } };
}
