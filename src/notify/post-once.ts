import { HalfopenError } from '../errors.ts';
import type { MessageContent } from '../model/chat-message.ts';
import type { SentMessage } from '../model/incident.ts';
import type { MessageName } from '../ports.ts';
import { acquireSlot, backOff } from './channel-pace.ts';
import { cacheChannelId, findMessage } from './find-message.ts';
import type { ChatContext } from './notify-context.ts';

/** A post that takes longer counts as interrupted: longer than the chat adapter waits for Slack. */
const LEASE_MS = 30_000;
/** After a post with an unknown outcome, search for the message after this time: Slack lists it by then. */
export const RECHECK_MS = 2_000;

/** What is recorded of one message: the run that is posting it, then the message. Times are epoch milliseconds. */
export interface PostRecord {
  posting?: { sinceMs: number; leaseUntilMs: number };
  message?: SentMessage;
}

/** Where the record of one message is kept. `change` is atomic and returns nothing; it may call its function more than once. */
export interface PostLedger {
  read(): PostRecord;
  change(change: (record: PostRecord) => PostRecord): Promise<void>;
}

/** Where a message belongs, and the name by which it is found again. */
interface PostTarget {
  channel: string;
  threadTs?: string;
  broadcast?: boolean;
  name: MessageName;
}

/** A message as it should be; `hash` is of its content. */
interface PostMessage extends PostTarget {
  content: MessageContent;
  hash: string;
}

/** A post that has not succeeded: when to try again (never by itself when undefined), and the failure. */
export interface Stopped {
  retryAfterMs?: number;
  failure?: HalfopenError;
}

/**
 * Finishes a post that an earlier run began. Undefined: nothing is in flight. `waitMs`: another run is posting.
 * Otherwise the message is searched by its metadata and recorded, or recorded as never posted.
 */
export async function resolvePost(
  context: Pick<ChatContext, 'table' | 'chat' | 'nowMs'>,
  ledger: PostLedger,
  { channel, threadTs, name }: PostTarget,
): Promise<'resolved' | { waitMs: number } | undefined> {
  const { posting } = ledger.read();
  if (!posting) return undefined;
  const waitMs = posting.leaseUntilMs - context.nowMs();
  if (waitMs > 0) return { waitMs };
  const thread = threadTs ? { threadTs } : {};
  const found = await findMessage(context, { channel, name, sinceMs: posting.sinceMs, ...thread });
  // The hash of a found message is unknown, so the next operation updates it.
  await ledger.change(({ posting: current, ...rest }) => {
    if (current && current.sinceMs !== posting.sinceMs) return { ...rest, posting: current };
    return found ? { ...rest, message: { ...found, hash: 'found' } } : rest;
  });
  return 'resolved';
}

/** Posts a message once, or updates it where it is posted already, at the channel's pace. Undefined on success. */
export async function postOnce(
  context: ChatContext,
  ledger: PostLedger,
  message: PostMessage,
): Promise<Stopped | undefined> {
  const { waitMs } = await acquireSlot(context, message.channel);
  if (waitMs > 0) return { retryAfterMs: waitMs };
  try {
    return (await upsert(context, ledger, message)) ? undefined : { retryAfterMs: RECHECK_MS };
  } catch (error) {
    if (!(error instanceof HalfopenError) || !error.code.startsWith('slack-')) throw error;
    return recover(context, ledger, message.channel, error);
  }
}

/**
 * Updates a message, or takes the lease, posts it and records it; false when another run has the lease. A message that somebody
 * deleted is forgotten, so the next try posts it anew. Throws what the chat throws.
 */
async function upsert(
  context: Pick<ChatContext, 'table' | 'chat' | 'nowMs'>,
  ledger: PostLedger,
  { content, hash, ...target }: PostMessage,
): Promise<boolean> {
  const { message } = ledger.read();
  if (message) {
    await update(context, ledger, { ...message, content, name: target.name });
    await ledger.change((record) => ({ ...record, message: { ...message, hash } }));
    return true;
  }
  const sinceMs = context.nowMs();
  let isOurs = false;
  await ledger.change((record) => {
    isOurs = !record.posting && !record.message;
    return isOurs ? { ...record, posting: { sinceMs, leaseUntilMs: sinceMs + LEASE_MS } } : record;
  });
  if (!isOurs) return false;
  const sent = await context.chat.post({ ...target, content });
  await cacheChannelId(context, target.channel, sent.channel);
  await ledger.change(({ posting: _, ...rest }) => ({ ...rest, message: { ...sent, hash } }));
  return true;
}

async function update(
  { chat }: Pick<ChatContext, 'chat'>,
  ledger: PostLedger,
  { channel, ts, content, name }: { channel: string; ts: string; content: MessageContent; name: MessageName },
): Promise<void> {
  try {
    await chat.update({ channel, ts, content, name });
  } catch (error) {
    if (error instanceof HalfopenError && error.code === 'slack-message-gone')
      await ledger.change(({ message: _, ...rest }) => rest);
    throw error;
  }
}

async function recover(
  context: ChatContext,
  ledger: PostLedger,
  channel: string,
  failure: HalfopenError,
): Promise<Stopped> {
  switch (failure.code) {
    case 'slack-rate-limited': {
      const retryAfterMs = failure.retryAfterMs ?? RECHECK_MS;
      await backOff(context, channel, retryAfterMs);
      await ledger.change(endLease);
      return { retryAfterMs };
    }
    case 'slack-unknown-outcome': {
      const leaseUntilMs = context.nowMs() + RECHECK_MS;
      await ledger.change((record) =>
        record.posting ? { ...record, posting: { ...record.posting, leaseUntilMs } } : record,
      );
      return { retryAfterMs: RECHECK_MS, failure };
    }
    case 'slack-message-gone':
      return { retryAfterMs: 0 };
    default:
      await ledger.change(endLease);
      return { failure };
  }
}

function endLease({ posting: _, ...rest }: PostRecord): PostRecord {
  return rest;
}
