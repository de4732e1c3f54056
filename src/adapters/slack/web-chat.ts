import type { KnownBlock, View } from '@slack/web-api';
import type { MessageContent } from '../../model/chat-message.ts';
import type { Chat, Groups, MessageName, Messages, People, Views } from '../../ports.ts';
import { throwRefused } from './refused-message.ts';
import type { SlackApi } from './web-client.ts';

/** Slack's clock may differ from ours by this much. */
const CLOCK_SKEW_MS = 60_000;
const MAX_PAGES = 10;

interface NamedMessage {
  ts?: string;
  metadata?: { event_type?: string; event_payload?: Partial<MessageName> };
}

/** Messages by Slack's Web API. No call is retried or waits here: the caller queues the work again with its delay. */
export function createWebChat(slack: SlackApi): Chat {
  return {
    async post({ channel, threadTs, broadcast, content, name }) {
      const message = { channel, ...toMessage(content, name) };
      const posted = await slack
        .call((client) =>
          client.chat.postMessage(
            threadTs ? { ...message, thread_ts: threadTs, reply_broadcast: broadcast === true } : message,
          ),
        )
        .catch(throwRefused);
      return { channel: posted.channel ?? channel, ts: String(posted.ts) };
    },
    async update({ channel, ts, content, name }) {
      await slack
        .call((client) => client.chat.update({ channel, ts, ...toMessage(content, name) }))
        .catch(throwRefused);
    },
    async find({ channel, threadTs, name, sinceMs }) {
      let cursor = '';
      let found: string | undefined;
      for (let page = 0; page < MAX_PAGES; page++) {
        const query = {
          channel,
          ...(cursor ? { cursor } : {}),
          oldest: (Math.max(0, sinceMs - CLOCK_SKEW_MS) / 1000).toFixed(6),
          include_all_metadata: true,
          limit: 200,
        };
        const { messages = [], response_metadata: meta } = await slack.call((client) =>
          threadTs
            ? client.conversations.replies({ ...query, ts: threadTs })
            : client.conversations.history(query),
        );
        for (const { ts } of messages.filter((one) => hasName(one, name)))
          if (ts && (found === undefined || ts < found)) found = ts;
        cursor = meta?.next_cursor ?? '';
        if (cursor === '') break;
      }
      return found === undefined ? undefined : { channel, ts: found };
    },
    async remove({ channel, ts }) {
      await slack.call((client) => client.chat.delete({ channel, ts }));
    },
  };
}

/** Messages of others by Slack's Web API (scopes channels:history, groups:history, im:history). */
export function createWebMessages(slack: SlackApi): Messages {
  return {
    async read({ channel, ts }) {
      const { messages = [] } = await slack.call((client) =>
        client.conversations.replies({ channel, ts, limit: 1 }),
      );
      return messages[0];
    },
    async ofBots({ channel, fromMs }) {
      const oldest = (Math.max(0, fromMs - CLOCK_SKEW_MS) / 1000).toFixed(6);
      const query = { channel, oldest, include_all_metadata: true, limit: 200 };
      const { messages = [] } = await slack.call((client) => client.conversations.history(query));
      return messages.flatMap(({ ts, thread_ts: threadTs, ...message }) => {
        const isOfOther = message.bot_id !== undefined && !isOurs(message);
        return ts && isOfOther ? [{ ...message, ts, ...(threadTs ? { threadTs } : {}) }] : [];
      });
    },
  };
}

/** People by Slack's Web API (scope users:read). */
export function createWebPeople(slack: SlackApi): People {
  return {
    async find(userId) {
      const { user } = await slack.call((client) => client.users.info({ user: userId }));
      if (!user) return undefined;
      const {
        is_stranger: isStranger,
        is_restricted,
        is_ultra_restricted,
        name,
        profile,
      } = user as typeof user & {
        is_stranger?: boolean;
      };
      return {
        isStranger: isStranger === true,
        isGuest: is_restricted === true || is_ultra_restricted === true,
        ...shownName(profile?.display_name, profile?.real_name, name),
      };
    },
  };
}

/** The first name that is not empty: most people set no display name. */
function shownName(...names: (string | undefined)[]): { name?: string } {
  const name = names.find((one) => one !== undefined && one.trim() !== '');
  return name === undefined ? {} : { name };
}

/** Modals and the App Home by Slack's Web API. */
export function createWebViews(slack: SlackApi): Views {
  return {
    async open(triggerId, view) {
      await slack.call((client) =>
        client.views.open({ trigger_id: triggerId, view: view as unknown as View }),
      );
    },
    async publish(userId, view) {
      await slack.call((client) => client.views.publish({ user_id: userId, view: view as unknown as View }));
    },
  };
}

/** User groups by Slack's Web API (scope usergroups:read). */
export function createWebGroups(slack: SlackApi): Groups {
  return {
    async members(groupId) {
      const { users } = await slack.call((client) => client.usergroups.users.list({ usergroup: groupId }));
      return users ?? [];
    },
  };
}

function toMessage({ text, blocks }: MessageContent, name: MessageName) {
  const metadata = { event_type: 'halfopen', event_payload: { incident: name.incident, key: name.key } };
  return {
    text,
    // Our blocks are plain JSON, checked against Slack's limits by the tests.
    blocks: blocks as unknown as KnownBlock[],
    metadata,
    unfurl_links: false,
    unfurl_media: false,
  };
}

function hasName(message: NamedMessage, { incident, key }: MessageName): boolean {
  const payload = message.metadata?.event_payload;
  return isOurs(message) && payload?.incident === incident && payload.key === key;
}

function isOurs({ metadata }: NamedMessage): boolean {
  return metadata?.event_type === 'halfopen';
}
