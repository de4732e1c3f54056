import { HalfopenError } from '../errors.ts';
import type { MessageName } from '../ports.ts';
import type { ChatContext } from './notify-context.ts';

const KEPT_MS = 90 * 86_400_000;

interface Query {
  channel: string;
  threadTs?: string;
  name: MessageName;
  sinceMs: number;
}

/** Stores the id of a channel that the configuration names: Slack returns it with every post, and nowhere else within our scopes. */
export async function cacheChannelId(
  { table, nowMs }: Pick<ChatContext, 'table' | 'nowMs'>,
  channel: string,
  id: string,
): Promise<void> {
  if (!isName(channel) || isName(id)) return;
  const known = await table.get('channel-id', channel, nowMs());
  if (known?.head?.['id'] === id) return;
  const item = { pk: 'channel-id', sk: channel, version: 1, head: { id }, expiresAtMs: nowMs() + KEPT_MS };
  await table.put(item, 'any', nowMs());
}

/**
 * Searches for a message of ours. Slack posts to a name but lists by id only (docs.slack.dev, conversations.history): where the id is not
 * known yet the message counts as never posted, since a duplicate is better than none.
 */
export async function findMessage(
  context: Pick<ChatContext, 'table' | 'chat' | 'nowMs'>,
  query: Query,
): Promise<{ channel: string; ts: string } | undefined> {
  const known = await context.table.get('channel-id', query.channel, context.nowMs());
  const channel = typeof known?.head?.['id'] === 'string' ? known.head['id'] : query.channel;
  try {
    return await context.chat.find({ ...query, channel });
  } catch (error) {
    if (isName(channel) && error instanceof HalfopenError && error.code === 'slack-refused') return undefined;
    throw error;
  }
}

function isName(channel: string): boolean {
  return channel.startsWith('#');
}
