import { randomUUID } from 'node:crypto';
import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import type { Actor, InteractionContext } from '../../../interactions/interaction-context.ts';
import { pressButton } from '../../../interactions/press-button.ts';
import type { Answer } from '../../../model/answer.ts';
import { withShareButton } from '../../../render/slack/answers/text-message.ts';
import { failureAnswer } from '../failure-answer.ts';

/** Buttons of cards, answers and App Home. What is said of it comes by the `response_url`; where there is none, as a direct message. */
export function listenToButtons(app: App, context: InteractionContext): void {
  app.action<BlockAction<ButtonAction>>(/.*/, async ({ ack, body, action }) => {
    await ack();
    const actor = actorOf(body);
    try {
      const pressed = { actionId: action.action_id, value: action.value ?? '' };
      const answer = await pressButton(context, actor, pressed);
      if (answer) await tell(context, actor, answer);
    } catch (error) {
      // Nobody sees what is said in the acknowledgement of a button.
      await tell(context, actor, failureAnswer(error));
      throw error;
    }
  });
}

function actorOf(body: BlockAction<ButtonAction>): Actor {
  const isPublic = body.container['type'] === 'message' && body.container['is_ephemeral'] !== true;
  return {
    userId: body.user.id,
    channel: body.channel?.id ?? body.user.id,
    triggerId: body.trigger_id,
    ...(body.response_url ? { responseUrl: body.response_url, isOfPublicMessage: isPublic } : {}),
    requestId: body.trigger_id || randomUUID(),
  };
}

/** That the word can't be brought must not undo what was done. */
async function tell(
  context: InteractionContext,
  { userId, responseUrl, requestId }: Actor,
  answer: Answer,
): Promise<void> {
  const content = withShareButton(answer);
  const sent = responseUrl
    ? context.replies.send(responseUrl, { content, isPublic: answer.isPublic === true })
    : context.chat.post({ channel: userId, content, name: { incident: requestId, key: 'answer' } });
  await sent.catch(() => undefined);
}
