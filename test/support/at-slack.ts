import { expect } from 'vitest';
import { checkMessage } from '../../local/slack/slack-limits.ts';
import { answerCommand } from '../../src/interactions/answer-command.ts';
import { pressButton } from '../../src/interactions/press-button.ts';
import type { Answer } from '../../src/model/answer.ts';
import type { MessageContent } from '../../src/model/chat-message.ts';
import { actor, JANE, seen, type TestInteractions } from './test-interactions.ts';

/** Somebody types `/triage …`. The answer is within Slack's limits; `text` is what a reader sees of it. */
export async function ask(
  context: TestInteractions,
  typed: string,
  userId = JANE,
): Promise<{ answer: Answer | undefined; text: string }> {
  const answer = await answerCommand(context, actor(userId), typed);
  if (answer) expect(checkMessage(answer.content)).toEqual([]);
  return { answer, text: seen(answer?.content) };
}

/** Somebody presses a button; what a reader sees of the answer. */
export async function press(
  context: TestInteractions,
  actionId: string,
  value: string,
  userId = JANE,
): Promise<string> {
  const answer = await pressButton(context, actor(userId), { actionId, value });
  if (answer) expect(checkMessage(answer.content)).toEqual([]);
  return seen(answer?.content);
}

/** The cards that stand in the channels, in the order in which they came. */
export function cardsOf(context: TestInteractions): MessageContent[] {
  return context.chat.standing.filter(({ name }) => name.key === 'card').map(({ content }) => content);
}

/** The id of the silence that an answer tells of. */
export function silenceIn(text: string): string {
  return /\b[sm]-[0-9a-f]{8}\b/.exec(text)?.[0] ?? 'no silence';
}
