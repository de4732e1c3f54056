import { createHash } from 'node:crypto';
import { HalfopenError } from '../errors.ts';
import type { MessageContent } from '../model/chat-message.ts';
import type { SentMessage } from '../model/incident.ts';
import type { MessageName } from '../ports.ts';
import { acquireSlot, backOff } from './channel-pace.ts';
import { cacheChannelId, findMessage, keepFirst } from './find-message.ts';
import type { ChatContext } from './notify-context.ts';
import { isContentRefused } from './refused-content.ts';
import { clearRefusal, recordRefusal } from './slack-refusal.ts';

/** A post that takes longer counts as interrupted: longer than the chat adapter waits for Slack. */
const LEASE_MS = 30_000;
/** After a post with an unknown outcome, search for the message after this time: Slack lists it by then. */
export const RECHECK_MS = 2_000;
/** When Slack refuses to list messages for this long after a post began, the message is posted again: a duplicate is better than none. */
const LOOKUP_MS = 60_000;
const LOOKUP_RETRY_MS = 15_000;
/** In place of a hash: what the message shows is not known, so the next operation edits it. */
const UNSURE = 'unsure';

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
  /** The channel, when it is its pace that the post waits for. */
  paced?: string;
  failure?: HalfopenError;
  /** The thread that the message belongs to is gone. */
  isThreadGone?: boolean;
}

/** Identifies what a message or a chart shows: 16 hexadecimal digits. */
export function hashOf(content: unknown): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 16);
}

/**
 * Finishes a post that an earlier run began. Undefined: nothing is in flight. `waitMs`: another run is posting, or Slack
 * can't be asked yet. Otherwise the message is searched by its metadata and recorded, or recorded as never posted.
 */
export async function resolvePost(
  context: ChatContext,
  ledger: PostLedger,
  target: PostTarget,
): Promise<'resolved' | { waitMs: number; failure?: HalfopenError } | undefined> {
  const { posting } = ledger.read();
  if (!posting) return undefined;
  const waitMs = posting.leaseUntilMs - context.nowMs();
  if (waitMs > 0) return { waitMs };
  const found = await lookUp(context, target, posting.sinceMs);
  if (found && 'waitMs' in found) return found;
  await ledger.change(({ posting: current, ...rest }) => {
    if (current && current.sinceMs !== posting.sinceMs) return { ...rest, posting: current };
    return found ? { ...rest, message: { ...found, hash: UNSURE } } : rest;
  });
  return 'resolved';
}

/** The message, undefined where it was never posted (or nobody can tell), or how long to wait before asking again. */
async function lookUp(
  context: ChatContext,
  { channel, threadTs, name }: PostTarget,
  sinceMs: number,
): Promise<{ channel: string; ts: string } | { waitMs: number; failure?: HalfopenError } | undefined> {
  try {
    return await findMessage(context, { channel, name, sinceMs, ...(threadTs ? { threadTs } : {}) });
  } catch (error) {
    if (!isOfSlack(error)) throw error;
    if (error.code === 'slack-message-gone') return undefined;
    await recordRefusal(context, channel, error);
    if (error.retryable) return { waitMs: error.retryAfterMs ?? RECHECK_MS, failure: error };
    return context.nowMs() - sinceMs >= LOOKUP_MS ? undefined : { waitMs: LOOKUP_RETRY_MS, failure: error };
  }
}

/** Posts a message once, or updates it where it is posted already, at the channel's pace. Undefined on success. */
export async function postOnce(
  context: ChatContext,
  ledger: PostLedger,
  message: PostMessage,
): Promise<Stopped | undefined> {
  const { waitMs } = await acquireSlot(context, message.channel);
  if (waitMs > 0) return { retryAfterMs: waitMs, paced: message.channel };
  const sinceMs = context.nowMs();
  try {
    if (!(await upsert(context, ledger, message))) return { retryAfterMs: RECHECK_MS };
    await clearRefusal(context, message.channel);
    return undefined;
  } catch (error) {
    if (!isOfSlack(error)) throw error;
    return recover(context, ledger, { message, sinceMs, failure: error });
  }
}

/**
 * Updates a message, or takes the lease, posts it and records it; false when another run has the lease. A message that somebody
 * deleted is forgotten, so the next try posts it anew. Throws what the chat throws.
 */
export async function upsert(
  context: Pick<ChatContext, 'table' | 'chat' | 'nowMs'>,
  ledger: PostLedger,
  { content, hash, ...target }: PostMessage,
): Promise<boolean> {
  const { message: known } = ledger.read();
  if (known) {
    await update(context, ledger, { ...known, content, name: target.name });
    await ledger.change((record) => ({
      ...record,
      message: { ...known, hash: isOvertaken(record, { read: known.hash, sent: hash }) ? UNSURE : hash },
    }));
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
  const isFirst = await cacheChannelId(context, target.channel, sent.channel);
  const kept = isFirst ? await keepFirst(context, target, sent) : sent;
  const message = { ...kept, hash: kept === sent ? hash : UNSURE };
  await ledger.change(({ posting: _, ...rest }) => ({ ...rest, message }));
  return true;
}

/** Another run has edited the message meanwhile to show something else: nobody knows whose edit reached Slack last. */
function isOvertaken({ message }: PostRecord, { read, sent }: { read: string; sent: string }): boolean {
  return message !== undefined && message.hash !== read && message.hash !== sent;
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
  { message, sinceMs, failure }: { message: PostMessage; sinceMs: number; failure: HalfopenError },
): Promise<Stopped> {
  const { channel, content } = message;
  // Another run may be posting the next message by now: only the lease of this run ends.
  const changeLease = (leaseUntilMs?: number) =>
    ledger.change(({ posting, ...rest }) => {
      if (!posting) return rest;
      if (posting.sinceMs < sinceMs) return { ...rest, posting };
      return leaseUntilMs === undefined ? rest : { ...rest, posting: { ...posting, leaseUntilMs } };
    });
  switch (failure.code) {
    case 'slack-rate-limited': {
      const retryAfterMs = failure.retryAfterMs ?? RECHECK_MS;
      await backOff(context, channel, retryAfterMs);
      await changeLease();
      await recordRefusal(context, channel, failure);
      return { retryAfterMs, paced: channel };
    }
    case 'slack-unknown-outcome':
      await changeLease(context.nowMs() + RECHECK_MS);
      await recordRefusal(context, channel, failure);
      return { retryAfterMs: RECHECK_MS, failure };
    case 'slack-message-gone': {
      const isThreadGone = ledger.read().message === undefined;
      await changeLease();
      return { retryAfterMs: 0, isThreadGone };
    }
    default:
      await changeLease();
      // Where only the blocks were refused, the caller says what of.
      if (!isContentRefused(failure) || content.blocks.length === 0)
        await recordRefusal(context, channel, failure);
      return { failure };
  }
}

function isOfSlack(error: unknown): error is HalfopenError {
  return error instanceof HalfopenError && error.code.startsWith('slack-');
}
