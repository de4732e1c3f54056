import type { MessageContent } from '../../model/chat-message.ts';
import type { Place } from '../../model/work.ts';
import { said } from '../../render/slack/answers/said.ts';
import type { WorkFlow } from '../flow.ts';

/** Slack takes five answers by one response_url; one is for the end, one is spare. */
const MOST_PROGRESS = 3;
/** Progress is told this long after the last word: short at first, longer later. */
const PAUSES_MS = [2_000, 10_000, 40_000];

/** Says how it goes and, once, what came out: each word in place of the one before. */
export interface Speaker {
  progress(mrkdwn: string): Promise<void>;
  final(content: MessageContent): Promise<void>;
}

/** A speaker for a place. That progress can't be told is no reason to stop; that the answer can't be is. */
export function createSpeaker(flow: WorkFlow, workId: string, place: Place): Speaker {
  let lastMs = flow.nowMs();
  let told = 0;
  let standing: { channel: string; ts: string } | undefined;
  const say = async (content: MessageContent): Promise<void> => {
    if ('responseUrl' in place) return flow.replies.send(place.responseUrl, { content, replaces: true });
    const { channel, threadTs } = place;
    const name = { incident: `work:${workId}`, key: 'answer' };
    // Posted to a person, it stands in a channel of another id.
    if (standing) return flow.chat.update({ ...standing, content, name });
    standing = await flow.chat.post({ channel, content, name, ...(threadTs ? { threadTs } : {}) });
  };
  return {
    async progress(mrkdwn) {
      const isDue = flow.nowMs() - lastMs >= (PAUSES_MS[Math.min(told, PAUSES_MS.length - 1)] ?? 0);
      if (!isDue || ('responseUrl' in place && told >= MOST_PROGRESS)) return;
      told++;
      lastMs = flow.nowMs();
      await say(said(`⏳ ${mrkdwn}`)).catch(() => undefined);
    },
    final: say,
  };
}
