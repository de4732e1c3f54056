import type { Answer } from '../../model/answer.ts';
import type { Task, Work } from '../../model/work.ts';
import { plain } from '../../render/slack/mrkdwn.ts';
import { interact } from '../interact.ts';
import type { Actor } from '../interaction-context.ts';
import { createLibrary } from '../library.ts';
import { reply } from '../replies.ts';
import type { WorkContext } from './work-context.ts';

type Late = Extract<Task, { do: 'interact' }>;

/**
 * Does an interaction that took longer than an acknowledgement may. Slow work that it starts is done by `doWork` at once, and sends
 * its own answer. Undefined means no answer.
 */
export async function finishInteraction(
  context: WorkContext,
  { task, ...work }: Omit<Work, 'task'> & { task: Late },
  doWork: (started: Work) => Promise<unknown>,
): Promise<Answer | undefined> {
  const interaction = {
    ...context,
    worker: { later: async (started: Work) => void (await doWork(started)) },
    library: createLibrary(() => context.runbooks),
  };
  const { answer, errors } = await interact(interaction, actorOf(work, task), task.interaction);
  // The form was closed by the acknowledgement.
  if (errors) return reply(`⚠️ The form was not accepted: ${plain(Object.values(errors).join(' '))}`);
  return answer?.isStarted ? undefined : answer;
}

function actorOf({ userId, place }: Omit<Work, 'task'>, { requestId, triggerId, channel }: Late): Actor {
  const { responseUrl, inPlace, ...thread } = { responseUrl: undefined, inPlace: undefined, ...place };
  return {
    userId,
    requestId,
    ...(triggerId ? { triggerId } : {}),
    ...(channel ? { channel } : {}),
    ...thread,
    ...(responseUrl ? { responseUrl } : {}),
    ...(inPlace ? { inPlace } : {}),
  };
}
