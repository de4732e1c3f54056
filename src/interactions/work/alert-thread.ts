import { HalfopenError } from '../../errors.ts';
import type { AlertToAnswer } from '../../model/work.ts';
import { channelIdOf } from '../../notify/find-message.ts';
import type { PostedMessage } from '../../ports.ts';
import { textOfMessage } from '../message-text.ts';
import type { WorkContext } from './work-context.ts';

/** Alerting systems group and wait before they post, and repeat what goes on. */
const BEFORE_MS = 60_000;

/**
 * The message in which another bot has posted the alert in the channel, so that the answer stands in its thread: of those that name
 * it the one with most of its labels, then the newest. Undefined where there is none, or the channel can't be read.
 */
export async function alertThread(
  context: Pick<WorkContext, 'messages' | 'table' | 'nowMs'>,
  channel: string,
  { name, labels, startsAtMs }: AlertToAnswer,
): Promise<string | undefined> {
  const posted = await recentIn(context, channel, startsAtMs - BEFORE_MS);
  const likely = posted
    .map((message) => ({ message, text: textOfMessage(message) }))
    .filter(({ text }) => text.includes(name))
    .map(({ message, text }) => ({
      ts: message.threadTs ?? message.ts,
      named: Object.values(labels).filter((value) => value !== '' && text.includes(value)).length,
    }));
  return likely.toSorted((a, b) => b.named - a.named || Number(b.ts) - Number(a.ts))[0]?.ts;
}

/** The answer comes without a thread rather than not at all. */
async function recentIn(
  context: Pick<WorkContext, 'messages' | 'table' | 'nowMs'>,
  channel: string,
  fromMs: number,
): Promise<readonly PostedMessage[]> {
  try {
    return await context.messages.ofBots({ channel: await channelIdOf(context, channel), fromMs });
  } catch (error) {
    if (error instanceof HalfopenError) return [];
    throw error;
  }
}
