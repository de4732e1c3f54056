import { randomUUID } from 'node:crypto';
import type { App, MessageShortcut } from '@slack/bolt';
import { triageMessage } from '../../../interactions/take-message.ts';
import { withShare } from '../../../render/slack/answers/said.ts';
import { failureAnswer } from '../failure-answer.ts';
import type { FrontDesk } from '../front-desk.ts';

/** “Triage this message” in the menu of any message. */
export function listenToShortcuts(app: App, desk: FrontDesk): void {
  app.shortcut<MessageShortcut>({ type: 'message_action', callback_id: /.*/ }, async ({ ack, body }) => {
    await ack();
    const asker = {
      userId: body.user.id,
      channel: body.channel.id,
      responseUrl: body.response_url,
      triggerId: body.trigger_id,
      requestId: body.trigger_id || randomUUID(),
    };
    const { text = '', files } = body.message as { text?: string; files?: readonly { id?: string }[] };
    const fileIds = (files ?? []).flatMap(({ id }) => id ?? []);
    try {
      const content = withShare(await triageMessage(desk, asker, { text, fileIds }));
      await desk.replies.send(body.response_url, { content }).catch(() => undefined);
    } catch (error) {
      const { content } = failureAnswer(error);
      await desk.replies.send(body.response_url, { content }).catch(() => undefined);
      throw error;
    }
  });
}
