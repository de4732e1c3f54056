import type { WebClient } from '@slack/web-api';
import { askSlack, type SlackAnswer } from './ask-slack.ts';

const TEXT = 'halfopen doctor: can I post here? This message is deleted at once.';

/** A message that was posted, and deleted again or not; or why it was not posted. */
export type RoundTrip =
  | { posted: true; channelId: string; deleted: SlackAnswer }
  | { posted: false; said: string; found: string };

/** Posts a message to a channel and deletes it, once for each channel however often it is asked for. */
export function createRoundTrip(client: WebClient): (channel: string) => Promise<RoundTrip> {
  const made = new Map<string, Promise<RoundTrip>>();
  return (channel) => {
    const known = made.get(channel) ?? postAndDelete(client, channel);
    made.set(channel, known);
    return known;
  };
}

async function postAndDelete(client: WebClient, channel: string): Promise<RoundTrip> {
  const posted = await askSlack(client, 'chat.postMessage', { channel, text: TEXT });
  if (!posted.ok) return { posted: false, said: posted.said, found: posted.found };
  const { channel: id, ts } = posted.answer;
  // Only the id is taken from here on: chat.delete refuses names.
  const channelId = typeof id === 'string' ? id : channel;
  return {
    posted: true,
    channelId,
    deleted: await askSlack(client, 'chat.delete', { channel: channelId, ts }),
  };
}
