import { randomUUID } from 'node:crypto';
import type { App } from '@slack/bolt';
import { answerCommand } from '../../../interactions/answer-command.ts';
import type { InteractionContext } from '../../../interactions/interaction-context.ts';
import type { Answer } from '../../../model/answer.ts';
import type { Block } from '../../../model/chat-message.ts';
import { withShareButton } from '../../../render/slack/answers/text-message.ts';

/** `/triage …`. The answer is the acknowledgement itself, so it needs no further call. */
export function listenToCommands(app: App, context: InteractionContext): void {
  app.command('/triage', async ({ ack, body }) => {
    const actor = {
      userId: body.user_id,
      channel: body.channel_id,
      triggerId: body.trigger_id,
      responseUrl: body.response_url,
      requestId: body.trigger_id || randomUUID(),
    };
    const answer = await answerCommand(context, actor, body.text ?? '');
    await (answer ? ack(toResponse(answer)) : ack());
  });
}

/** An answer as Slack takes it in an acknowledgement: private unless it reports a change of state. */
function toResponse(answer: Answer): {
  response_type: 'ephemeral' | 'in_channel';
  text: string;
  blocks: Block[];
} {
  const { text, blocks } = withShareButton(answer);
  return { response_type: answer.isPublic ? 'in_channel' : 'ephemeral', text, blocks: [...blocks] };
}
