import { randomUUID } from 'node:crypto';
import type { App, MessageShortcut } from '@slack/bolt';
import { SHORTCUT_ID } from '../../../interactions/answer-message.ts';
import type { InteractionContext } from '../../../interactions/interaction-context.ts';
import { fileIdsOf, textOfMessage } from '../../../interactions/message-text.ts';
import { failureAnswer } from '../../../interactions/replies.ts';
import type { FoundMessage } from '../../../ports.ts';
import { withShareButton } from '../../../render/slack/answers/text-message.ts';
import { foreignness } from './foreignness.ts';
import { runInTime } from './run-in-time.ts';

/** “Triage this message” in the menu of any message, under the id that slack-manifest.yml gives it. */
export function listenToShortcuts(app: App, context: InteractionContext): void {
  app.shortcut<MessageShortcut>(SHORTCUT_ID, async ({ ack, body, context: request }) => {
    await ack();
    const actor = {
      userId: body.user.id,
      channel: body.channel.id,
      responseUrl: body.response_url,
      triggerId: body.trigger_id,
      requestId: body.trigger_id || randomUUID(),
      ...foreignness(body.user.team_id, body.team?.id),
    };
    const message = body.message as FoundMessage;
    try {
      const asked = {
        kind: 'shortcut',
        text: textOfMessage(message),
        fileIds: fileIdsOf(message),
      } as const;
      const { answer } = await runInTime(context, request, actor, asked);
      // Nothing could take the place of a note that says that work has begun.
      if (answer && !answer.isStarted)
        await context.replies
          .send(body.response_url, { content: withShareButton(answer) })
          .catch(() => undefined);
    } catch (error) {
      const { content } = failureAnswer(error);
      await context.replies.send(body.response_url, { content }).catch(() => undefined);
      throw error;
    }
  });
}
