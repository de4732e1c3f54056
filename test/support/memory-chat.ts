import { HalfopenError } from '../../src/errors.ts';
import type { MessageContent } from '../../src/model/chat-message.ts';
import type { Chat, MessageName } from '../../src/ports.ts';

/** A message as it stands. */
export interface StandingMessage {
  channel: string;
  ts: string;
  threadTs?: string;
  name: MessageName;
  content: MessageContent;
}

export type Outcome = 'done' | 'rate-limited' | 'refused-500' | 'answer-lost' | 'timed-out' | 'refused';

/** Slack in memory. `next` decides what becomes of each call: done, refused, or done without anybody learning of it. */
export function createMemoryChat(next: (call: 'post' | 'update' | 'find') => Outcome = () => 'done'): Chat & {
  standing: StandingMessage[];
} {
  const standing: StandingMessage[] = [];
  let posted = 0;
  const unknown = (why: string) =>
    new HalfopenError({ code: 'slack-unknown-outcome', message: why, hint: 'none', retryable: true });
  const attempt = <T>(call: 'post' | 'update' | 'find', act: () => T): T => {
    const outcome = next(call);
    if (outcome === 'rate-limited')
      throw new HalfopenError({
        code: 'slack-rate-limited',
        message: '429',
        hint: 'none',
        retryable: true,
        retryAfterMs: 3_000,
      });
    if (outcome === 'refused')
      throw new HalfopenError({ code: 'slack-refused', message: 'not_in_channel', hint: 'none' });
    if (outcome === 'refused-500' || outcome === 'timed-out') throw unknown(outcome);
    const result = act();
    if (outcome === 'answer-lost') throw unknown(outcome);
    return result;
  };
  return {
    standing,
    post: async ({ channel, threadTs, content, name }) =>
      attempt('post', () => {
        const ts = (1_800_000_000 + posted++ / 1_000).toFixed(6);
        standing.push({ channel, ts, name, content, ...(threadTs ? { threadTs } : {}) });
        return { channel, ts };
      }),
    update: async ({ channel, ts, content }) =>
      attempt('update', () => {
        const found = standing.find((one) => one.channel === channel && one.ts === ts);
        if (!found) throw new HalfopenError({ code: 'slack-message-gone', message: 'gone', hint: 'none' });
        found.content = content;
      }),
    find: async ({ channel, name }) =>
      attempt('find', () => {
        const found = standing.find(
          (one) =>
            one.channel === channel && one.name.incident === name.incident && one.name.key === name.key,
        );
        return found && { channel, ts: found.ts };
      }),
    remove: async ({ channel, ts }) => {
      const place = standing.findIndex((one) => one.channel === channel && one.ts === ts);
      if (place >= 0) standing.splice(place, 1);
    },
  };
}
