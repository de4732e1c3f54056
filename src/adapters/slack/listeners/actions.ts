import { randomUUID } from 'node:crypto';
import type {
  AllMiddlewareArgs,
  App,
  BlockAction,
  ButtonAction,
  SlackActionMiddlewareArgs,
} from '@slack/bolt';
import type { Actor, InteractionContext } from '../../../interactions/interaction-context.ts';
import { ACTION_IDS } from '../../../interactions/press-button.ts';
import { failureAnswer } from '../../../interactions/replies.ts';
import type { Answer } from '../../../model/answer.ts';
import { withShareButton } from '../../../render/slack/answers/text-message.ts';
import { foreignness } from './foreignness.ts';
import { runInTime } from './run-in-time.ts';

type Press = SlackActionMiddlewareArgs<BlockAction<ButtonAction>> & AllMiddlewareArgs;

/** Buttons of cards, answers and App Home. The answer goes to the `response_url`; where there is none, it is a direct message. */
export function listenToActions(app: App, context: InteractionContext): void {
  const listen = async ({ ack, body, action, context: request }: Press): Promise<void> => {
    await ack();
    const actor = actorOf(body);
    try {
      const pressed = { kind: 'button', actionId: action.action_id, value: action.value ?? '' } as const;
      const { answer } = await runInTime(context, request, actor, pressed);
      if (answer) await reply(context, actor, answer);
    } catch (error) {
      // Slack shows nobody the body of the acknowledgement of a button.
      await reply(context, actor, failureAnswer(error));
      throw error;
    }
  };
  for (const id of ACTION_IDS) app.action(id, listen);
  app.action(/.*/, onlyOthers, listen);
}

/** Lets through what is not registered by its id: buttons of a row, whose ids end with a number, and those of an older version. */
async function onlyOthers({ action, next }: Press): Promise<void> {
  if (!ACTION_IDS.some((id) => id === action.action_id)) await next();
}

function actorOf(body: BlockAction<ButtonAction>): Actor {
  return {
    userId: body.user.id,
    channel: body.channel?.id ?? body.user.id,
    triggerId: body.trigger_id,
    ...(body.response_url ? { responseUrl: body.response_url } : {}),
    requestId: body.trigger_id || randomUUID(),
    ...foreignness(body.user.team_id, body.team?.id),
  };
}

/** A reply that can't be delivered must not undo what was done. */
async function reply(
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
