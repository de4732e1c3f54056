import { HalfopenError } from '../../src/errors.ts';
import type { Chat } from '../../src/ports.ts';
import { createMemoryChat, type Outcome, type StandingMessage } from '../support/memory-chat.ts';
import { pick, type Random } from '../support/random.ts';
import type { Outage } from './scenario.ts';

const MINUTE_MS = 60_000;
/** What is refused is tried again within an hour. */
const BACK_OFF_MS = 75 * MINUTE_MS;

/** Slack in memory, with outages, and people who delete cards. */
export interface SoakSlack extends Chat {
  standing: StandingMessage[];
  /** Whether Slack works, and has for so long that what it refused was tried again. */
  isFine(atMs: number): boolean;
  /** Messages to one channel that came faster after one another than the pace allows. */
  tooFast: number;
}

/** Makes a Slack that answers as the outages say. */
export function createSoakSlack(
  nowMs: () => number,
  { outages, random, paceMs }: { outages: readonly Outage[]; random: Random; paceMs: number },
): SoakSlack {
  const outageAt = (atMs: number) => outages.find(({ fromMs, toMs }) => atMs >= fromMs && atMs < toMs);
  const chat = createMemoryChat((): Outcome => {
    const outage = outageAt(nowMs());
    if (!outage) return 'done';
    return outage.how === 'refused'
      ? 'refused'
      : pick(['rate-limited', 'refused-500', 'timed-out', 'answer-lost'] as const, random);
  });
  const lastMs = new Map<string, number>();
  const pace = (channel: string) => {
    if (nowMs() - (lastMs.get(channel) ?? -Infinity) < paceMs) slack.tooFast++;
    lastMs.set(channel, nowMs());
  };
  const slack: SoakSlack = {
    ...chat,
    tooFast: 0,
    async post(message) {
      const { threadTs, channel } = message;
      pace(channel);
      const hasThread =
        !threadTs || chat.standing.some(({ ts, channel: own }) => ts === threadTs && own === channel);
      if (!hasThread)
        throw new HalfopenError({ code: 'slack-message-gone', message: 'thread_not_found', hint: 'none' });
      return chat.post(message);
    },
    async update(message) {
      pace(message.channel);
      return chat.update(message);
    },
    /** With its thread. */
    async remove({ channel, ts }) {
      const rest = chat.standing.filter(
        (one) => one.channel !== channel || (one.ts !== ts && one.threadTs !== ts),
      );
      chat.standing.splice(0, Infinity, ...rest);
    },
    isFine: (atMs) =>
      !outages.some(
        ({ fromMs, toMs, how }) =>
          atMs >= fromMs && atMs < toMs + (how === 'refused' ? BACK_OFF_MS : 2 * MINUTE_MS),
      ),
  };
  return slack;
}
