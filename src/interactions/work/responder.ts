import { HalfopenError } from '../../errors.ts';
import type { MessageContent } from '../../model/chat-message.ts';
import type { Place, Work } from '../../model/work.ts';
import { findMessage } from '../../notify/find-message.ts';
import type { MessageName } from '../../ports.ts';
import { textMessage } from '../../render/slack/answers/text-message.ts';
import type { WorkContext } from './work-context.ts';

/** Slack takes five answers by one response_url; one is for the end, one is spare. */
const MOST_PROGRESS = 3;
/** Progress is told this long after the last word: short at first, longer later. */
const PAUSES_MS = [2_000, 10_000, 40_000];
const DAY_MS = 86_400_000;

/** Says how it goes and, once, what came out: each word in place of the one before. */
export interface Responder {
  progress(mrkdwn: string): Promise<void>;
  /** `isPublic`: for all in the channel also where the place is a `response_url`. */
  final(content: MessageContent, isPublic?: boolean): Promise<void>;
}

/** A responder for a place. A failure to send progress is ignored; a failure to send the answer is thrown. */
export function createResponder(
  context: WorkContext,
  { id, place, userId }: Work,
  isAgain: boolean,
): Responder {
  let lastMs = context.nowMs();
  let told = 0;
  const send = 'responseUrl' in place ? byUrl(context, place) : inChannel(context, place, id, isAgain);
  return {
    async progress(mrkdwn) {
      const isDue = context.nowMs() - lastMs >= (PAUSES_MS[Math.min(told, PAUSES_MS.length - 1)] ?? 0);
      if (!isDue || ('responseUrl' in place && told >= MOST_PROGRESS)) return;
      told++;
      lastMs = context.nowMs();
      await send(textMessage(`⏳ ${mrkdwn}`)).catch(() => undefined);
    },
    async final(content, isPublic = false) {
      await send(content, isPublic).catch(async (error: unknown) => {
        if (!isRefused(error)) throw error;
        // The link was used up or is too old: the person is told in a message of their own.
        await context.chat.post({ channel: userId, content, name: nameOf(id) });
      });
    },
  };
}

type Send = (content: MessageContent, isPublic?: boolean) => Promise<void>;

function byUrl(
  { replies }: WorkContext,
  { responseUrl, keeps }: Extract<Place, { responseUrl: string }>,
): Send {
  return (content, isPublic = false) =>
    replies.send(responseUrl, isPublic ? { content, isPublic } : { content, replaces: !keeps });
}

/** Posts once, then edits. Tried again, it first looks for what an earlier run has posted. */
function inChannel(
  context: WorkContext,
  { channel, threadTs }: Extract<Place, { channel: string }>,
  id: string,
  isAgain: boolean,
): Send {
  const name = nameOf(id);
  const thread = threadTs ? { threadTs } : {};
  // Posted to a person, it stands in a channel of another id.
  let standing: { channel: string; ts: string } | undefined;
  let isLookedFor = !isAgain;
  return async (content) => {
    if (!isLookedFor)
      standing = await findMessage(context, { channel, name, sinceMs: context.nowMs() - DAY_MS, ...thread });
    isLookedFor = true;
    if (standing) return context.chat.update({ ...standing, content, name });
    standing = await context.chat.post({ channel, content, name, ...thread });
  };
}

function nameOf(id: string): MessageName {
  return { incident: `work:${id}`, key: 'answer' };
}

function isRefused(error: unknown): boolean {
  return error instanceof HalfopenError && error.code === 'slack-reply-refused';
}
