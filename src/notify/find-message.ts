import { HalfopenError } from '../errors.ts';
import type { MessageName } from '../ports.ts';
import type { ChatContext } from './notify-context.ts';

const KEPT_MS = 90 * 86_400_000;
/** A run that was interrupted is made up for within this time, unless nothing of ours has run for longer. */
const COPIES_MS = 86_400_000;

interface Query {
  channel: string;
  threadTs?: string;
  name: MessageName;
  sinceMs: number;
}

/**
 * Stores the id of a channel that the configuration names: Slack returns it with every post, and nowhere else within our scopes.
 * Returns whether it was not known before.
 */
export async function cacheChannelId(
  { table, nowMs }: Pick<ChatContext, 'table' | 'nowMs'>,
  channel: string,
  id: string,
): Promise<boolean> {
  if (!isName(channel) || isName(id)) return false;
  const known = await table.get('channel-id', channel, nowMs());
  if (known?.head?.['id'] === id) return false;
  const item = { pk: 'channel-id', sk: channel, version: 1, head: { id }, expiresAtMs: nowMs() + KEPT_MS };
  await table.put(item, 'any', nowMs());
  return true;
}

/** The id of a channel as far as it is known, else its name. */
export async function channelIdOf(
  { table, nowMs }: Pick<ChatContext, 'table' | 'nowMs'>,
  channel: string,
): Promise<string> {
  const id = (await table.get('channel-id', channel, nowMs()))?.head?.['id'];
  return typeof id === 'string' ? id : channel;
}

/**
 * Searches for a message of ours. Slack posts to a name but lists by id only (docs.slack.dev, conversations.history): where the id is not
 * known yet the message counts as never posted. It is posted again then, and `keepFirst` removes the duplicate.
 */
export async function findMessage(
  context: Pick<ChatContext, 'table' | 'chat' | 'nowMs'>,
  query: Query,
): Promise<{ channel: string; ts: string } | undefined> {
  const channel = await channelIdOf(context, query.channel);
  try {
    return await context.chat.find({ ...query, channel });
  } catch (error) {
    if (isName(channel) && error instanceof HalfopenError && error.code === 'slack-refused') return undefined;
    throw error;
  }
}

/**
 * Of a message that was just posted to a name whose id nobody knew, the copy that an interrupted run may have posted before: that one
 * is kept, with what people have answered to it, and the new one removed. A duplicate is better than none where Slack refuses either.
 */
export async function keepFirst(
  { chat, nowMs }: Pick<ChatContext, 'chat' | 'nowMs'>,
  { name, threadTs }: Pick<Query, 'name' | 'threadTs'>,
  sent: { channel: string; ts: string },
): Promise<{ channel: string; ts: string }> {
  try {
    const sinceMs = nowMs() - COPIES_MS;
    const first = await chat.find({
      channel: sent.channel,
      name,
      sinceMs,
      ...(threadTs ? { threadTs } : {}),
    });
    if (!first || first.ts === sent.ts) return sent;
    await chat.remove(sent);
    return first;
  } catch (error) {
    if (error instanceof HalfopenError && error.code.startsWith('slack-')) return sent;
    throw error;
  }
}

function isName(channel: string): boolean {
  return channel.startsWith('#');
}
