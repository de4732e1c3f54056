import { randomUUID } from 'node:crypto';
import type { App } from '@slack/bolt';
import type { Actor, InteractionContext } from '../../../interactions/interaction-context.ts';
import { reply } from '../../../interactions/replies.ts';
import type { Answer } from '../../../model/answer.ts';
import type { Block } from '../../../model/chat-message.ts';
import { withShareButton } from '../../../render/slack/answers/text-message.ts';
import { runInTime } from './run-in-time.ts';

/** `/triage …`. The answer is the acknowledgement itself; where it takes too long, the acknowledgement says that it will follow. */
export function listenToCommands(app: App, context: InteractionContext): void {
  app.command('/triage', async ({ ack, body, context: request }) => {
    const actor: Actor = {
      userId: body.user_id,
      channel: body.channel_id,
      triggerId: body.trigger_id,
      responseUrl: body.response_url,
      inPlace: true,
      requestId: body.trigger_id || randomUUID(),
    };
    const command = { kind: 'command', text: body.text ?? '' } as const;
    const { answer, isHandedOver } = await runInTime(context, request, actor, command);
    const said = isHandedOver
      ? reply('⏳ This takes longer than usual. The answer will follow here.')
      : answer;
    await (said ? ack(toResponse(said)) : ack());
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
