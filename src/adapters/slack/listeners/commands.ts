import { randomUUID } from 'node:crypto';
import type { App } from '@slack/bolt';
import { answerCommand } from '../../../interactions/answer-command.ts';
import type { InteractionContext } from '../../../interactions/interaction-context.ts';
import { shownAnswer } from '../shown-answer.ts';

/** `/triage …`, whatever the app calls it. The answer is the acknowledgement itself, so it costs no further call. */
export function listenToCommands(app: App, context: InteractionContext): void {
  app.command(/.*/, async ({ ack, body }) => {
    const actor = {
      userId: body.user_id,
      channel: body.channel_id,
      triggerId: body.trigger_id,
      responseUrl: body.response_url,
      requestId: body.trigger_id || randomUUID(),
    };
    const answer = await answerCommand(context, actor, body.text ?? '');
    await (answer ? ack(shownAnswer(answer)) : ack());
  });
}
