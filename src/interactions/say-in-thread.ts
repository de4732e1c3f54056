import type { Incident } from '../model/incident.ts';
import { textMessage } from '../render/slack/answers/text-message.ts';
import type { InteractionContext } from './interaction-context.ts';

/**
 * Says in an incident's thread what a person has done to it, where all who follow it see that; Slack notifies whom the text mentions,
 * which it does not do for names in an edited card. `key` names the message. Nothing where the incident has no card. Throws as Chat does.
 */
export async function sayInThread(
  { chat }: Pick<InteractionContext, 'chat'>,
  { id, notified }: Incident,
  key: string,
  mrkdwn: string,
): Promise<void> {
  const card = notified.messages['card'];
  if (!card) return;
  const thread = { channel: card.channel, threadTs: card.ts };
  await chat.post({ ...thread, content: textMessage(mrkdwn), name: { incident: id, key: `said/${key}` } });
}
