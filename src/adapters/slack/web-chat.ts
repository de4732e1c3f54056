import type { WebClient } from '@slack/web-api';
import type { Chat, MessageName } from '../../ports.ts';
import { callSlack } from './web-client.ts';

/** Slack's clock and ours may differ by this much. */
const CLOCK_SKEW_MS = 60_000;
const MOST_PAGES = 10;

interface FoundMessage {
  ts?: string;
  metadata?: { event_type?: string; event_payload?: Record<string, unknown> };
}

/** Slack's messages by its Web API. Nothing is retried or waited for in here: the caller puts work back with its delay. */
export function createWebChat(client: WebClient): Chat {
  return {
    async post({ channel, threadTs, broadcast, content, name }) {
      const thread = threadTs ? { thread_ts: threadTs, reply_broadcast: broadcast === true } : {};
      const answer = await callSlack(() =>
        client.apiCall('chat.postMessage', { channel, ...shown(content, name), ...thread }),
      );
      return {
        channel: typeof answer['channel'] === 'string' ? answer['channel'] : channel,
        ts: String(answer['ts']),
      };
    },
    async update({ channel, ts, content, name }) {
      await callSlack(() => client.apiCall('chat.update', { channel, ts, ...shown(content, name) }));
    },
    async find({ channel, threadTs, name, sinceMs }) {
      let cursor = '';
      let found: string | undefined;
      for (let page = 0; page < MOST_PAGES; page++) {
        const answer = await callSlack(() =>
          client.apiCall(threadTs ? 'conversations.replies' : 'conversations.history', {
            channel,
            ...(threadTs ? { ts: threadTs } : {}),
            ...(cursor ? { cursor } : {}),
            oldest: (Math.max(0, sinceMs - CLOCK_SKEW_MS) / 1000).toFixed(6),
            include_all_metadata: true,
            limit: 200,
          }),
        );
        const ours = ((answer['messages'] ?? []) as FoundMessage[]).filter((one) => bearsName(one, name));
        for (const { ts } of ours) if (ts && (found === undefined || ts < found)) found = ts;
        cursor = (answer['response_metadata'] as { next_cursor?: string } | undefined)?.next_cursor ?? '';
        if (cursor === '') break;
      }
      return found === undefined ? undefined : { channel, ts: found };
    },
  };
}

function shown({ text, blocks }: { text: string; blocks: readonly unknown[] }, name: MessageName) {
  const metadata = { event_type: 'halfopen', event_payload: { incident: name.incident, key: name.key } };
  return { text, blocks, metadata, unfurl_links: false, unfurl_media: false };
}

function bearsName({ metadata }: FoundMessage, { incident, key }: MessageName): boolean {
  const payload = metadata?.event_payload;
  return metadata?.event_type === 'halfopen' && payload?.['incident'] === incident && payload['key'] === key;
}
