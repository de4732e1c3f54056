import { randomUUID } from 'node:crypto';
import type { App } from '@slack/bolt';
import { answerCommand } from '../../../interactions/answer-command.ts';
import type { FrontDesk } from '../front-desk.ts';
import { shownAnswer } from '../shown-answer.ts';

/** `/triage …`, whatever the app calls it. The answer is the acknowledgement itself, so it costs no further call. */
export function listenToCommands(app: App, desk: FrontDesk): void {
  app.command(/.*/, async ({ ack, body }) => {
    const asker = {
      userId: body.user_id,
      channel: body.channel_id,
      triggerId: body.trigger_id,
      responseUrl: body.response_url,
      requestId: body.trigger_id || randomUUID(),
    };
    const answer = await answerCommand(desk, asker, body.text ?? '');
    await (answer ? ack(shownAnswer(answer)) : ack());
  });
}
