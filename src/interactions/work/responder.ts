import { HalfopenError } from '../../errors.ts';
import type { MessageContent } from '../../model/chat-message.ts';
import type { Place, Work } from '../../model/work.ts';
import { hashOf, type PostLedger, type PostRecord, resolvePost, upsert } from '../../notify/post-once.ts';
import type { MessageName } from '../../ports.ts';
import { textMessage } from '../../render/slack/answers/text-message.ts';
import { plainMessage } from '../../render/slack/plain-card.ts';
import type { WorkContext } from './work-context.ts';

/** Slack takes five answers by one response_url; one is for the end, one is spare. */
const MOST_PROGRESS = 3;
/** Progress is reported this long after the last report: short at first, longer later. */
const PAUSES_MS = [2_000, 10_000, 40_000];
const DAY_MS = 86_400_000;

/** Reports progress and, once, the answer. Where the place allows it, each message replaces the one before. */
export interface Responder {
  progress(mrkdwn: string): Promise<void>;
  /** `isPublic`: for all in the channel also where the place is a `response_url`. */
  final(content: MessageContent, isPublic?: boolean): Promise<void>;
}

/** A responder for a place; `threadOf` finds the thread in its channel where the place names none. A failure to send progress is ignored; a failure to send the answer is thrown. */
export function createResponder(
  context: WorkContext,
  { id, place, userId }: Work,
  isAgain: boolean,
  threadOf: (channel: string) => Promise<string | undefined> = async () => undefined,
): Responder {
  let lastMs = context.nowMs();
  let reported = 0;
  const send =
    'responseUrl' in place ? byUrl(context, place) : inChannel(context, place, { id, isAgain, threadOf });
  return {
    async progress(mrkdwn) {
      const isDue = context.nowMs() - lastMs >= (PAUSES_MS[Math.min(reported, PAUSES_MS.length - 1)] ?? 0);
      if (!isDue || ('responseUrl' in place && reported >= MOST_PROGRESS)) return;
      reported++;
      lastMs = context.nowMs();
      await send(textMessage(`⏳ ${mrkdwn}`)).catch(() => undefined);
    },
    async final(content, isPublic = false) {
      await send(content, isPublic).catch(async (error: unknown) => {
        if (!hasCode(error, 'slack-reply-refused')) throw error;
        // The link was used up or has expired, so the person gets a direct message.
        await context.chat.post({ channel: userId, content, name: nameOf(id) });
      });
    },
  };
}

type Send = (content: MessageContent, isPublic?: boolean) => Promise<void>;

function byUrl(
  { replies }: WorkContext,
  { responseUrl, inPlace }: Extract<Place, { responseUrl: string }>,
): Send {
  return (content, isPublic = false) =>
    replies.send(responseUrl, isPublic ? { content, isPublic } : { content, replaces: inPlace === true });
}

/**
 * Posts once, then edits. The claim on the work leaves this run alone with the message, so its record needs no store: a run
 * that is tried again finds the message by its metadata. An answer that a person waits for takes no slot of the channel's pace.
 */
function inChannel(
  context: WorkContext,
  { channel, threadTs: given }: Extract<Place, { channel: string }>,
  {
    id,
    isAgain,
    threadOf,
  }: { id: string; isAgain: boolean; threadOf: (channel: string) => Promise<string | undefined> },
): Send {
  // Asked for as late as possible: who asks for the work may post at the same moment.
  let thread: Promise<string | undefined> | undefined;
  const targetOf = async () => {
    thread ??= given ? Promise.resolve(given) : threadOf(channel);
    const threadTs = await thread;
    return { channel, name: nameOf(id), ...(threadTs ? { threadTs } : {}) };
  };
  let record: PostRecord = isAgain ? { posting: { sinceMs: context.nowMs() - DAY_MS, leaseUntilMs: 0 } } : {};
  const ledger: PostLedger = {
    read: () => record,
    change: async (change) => void (record = change(record)),
  };
  const attempt = async (content: MessageContent) => {
    const target = await targetOf();
    const inFlight = await resolvePost(context, ledger, target);
    if (inFlight && inFlight !== 'resolved') throw inFlight.failure;
    try {
      await upsert(context, ledger, { ...target, content, hash: hashOf(content) });
    } catch (error) {
      const { posting, ...rest } = record;
      const isUnknown = posting && hasCode(error, 'slack-unknown-outcome');
      record = isUnknown ? { ...rest, posting: { ...posting, leaseUntilMs: 0 } } : rest;
      throw error;
    }
  };
  return async (content) => {
    await attempt(content).catch((error: unknown) => {
      // Somebody has deleted the message, so it is posted anew.
      if (hasCode(error, 'slack-message-gone')) return attempt(content);
      if (hasCode(error, 'slack-content-refused')) return attempt(plainMessage(content));
      throw error;
    });
  };
}

function nameOf(id: string): MessageName {
  return { incident: `work:${id}`, key: 'answer' };
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof HalfopenError && error.code === code;
}
