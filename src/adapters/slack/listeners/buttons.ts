import { randomUUID } from 'node:crypto';
import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import { pressButton } from '../../../flow/desk/press-button.ts';
import { withShare } from '../../../render/slack/answers/said.ts';
import type { FrontDesk } from '../front-desk.ts';

/** Buttons of cards, answers and App Home. What is said of it comes by the `response_url`; where there is none, as a direct message. */
export function listenToButtons(app: App, desk: FrontDesk): void {
  app.action<BlockAction<ButtonAction>>(/.*/, async ({ ack, body, action }) => {
    await ack();
    const asker = {
      userId: body.user.id,
      ...(body.channel?.id ? { channel: body.channel.id } : {}),
      triggerId: body.trigger_id,
      ...(body.response_url ? { responseUrl: body.response_url } : {}),
      requestId: body.trigger_id || randomUUID(),
    };
    const place = asker.channel === undefined ? { ...asker, channel: asker.userId } : asker;
    const answer = await pressButton(desk, place, { actionId: action.action_id, value: action.value ?? '' });
    if (!answer) return;
    const content = withShare(answer);
    // That the word can't be brought must not undo what was done.
    if (body.response_url)
      await desk.replies
        .send(body.response_url, { content, isPublic: answer.isPublic === true })
        .catch(() => undefined);
    else
      await desk.chat
        .post({ channel: body.user.id, content, name: { incident: place.requestId, key: 'answer' } })
        .catch(() => undefined);
  });
}
