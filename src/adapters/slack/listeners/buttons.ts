import { randomUUID } from 'node:crypto';
import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import type { Asker } from '../../../interactions/desk.ts';
import { pressButton } from '../../../interactions/press-button.ts';
import type { Answer } from '../../../model/answer.ts';
import { withShare } from '../../../render/slack/answers/said.ts';
import { failureAnswer } from '../failure-answer.ts';
import type { FrontDesk } from '../front-desk.ts';

/** Buttons of cards, answers and App Home. What is said of it comes by the `response_url`; where there is none, as a direct message. */
export function listenToButtons(app: App, desk: FrontDesk): void {
  app.action<BlockAction<ButtonAction>>(/.*/, async ({ ack, body, action }) => {
    await ack();
    const asker = askerOf(body);
    try {
      const pressed = { actionId: action.action_id, value: action.value ?? '' };
      const answer = await pressButton(desk, asker, pressed);
      if (answer) await tell(desk, asker, answer);
    } catch (error) {
      // Nobody sees what is said in the acknowledgement of a button.
      await tell(desk, asker, failureAnswer(error));
      throw error;
    }
  });
}

function askerOf(body: BlockAction<ButtonAction>): Asker {
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
  desk: FrontDesk,
  { userId, responseUrl, requestId }: Asker,
  answer: Answer,
): Promise<void> {
  const content = withShare(answer);
  const sent = responseUrl
    ? desk.replies.send(responseUrl, { content, isPublic: answer.isPublic === true })
    : desk.chat.post({ channel: userId, content, name: { incident: requestId, key: 'answer' } });
  await sent.catch(() => undefined);
}
