import type { Answer } from '../model/answer.ts';
import type { Action } from '../model/config.ts';
import type { Place, Task } from '../model/work.ts';
import { cutRaw } from '../render/cut.ts';
import { duration } from '../render/in-words.ts';
import { inlineCode } from '../render/slack/mrkdwn.ts';
import { authorize } from './authorize.ts';
import type { Actor, InteractionContext } from './interaction-context.ts';
import { refuse, reply } from './replies.ts';

const RESTRICTED: Readonly<Partial<Record<StartedTask['do'], Action>>> = {
  logs: 'logs',
  backtest: 'backtest',
};

/** Work that people ask for. */
type StartedTask = Exclude<Task, { do: 'interact' | 'act' }>;

/** Hands slow work to the worker before the acknowledgement, and says that it has started. */
export async function startWork(
  context: InteractionContext,
  actor: Actor,
  task: StartedTask,
): Promise<Answer> {
  const action = RESTRICTED[task.do];
  if (action) {
    const allowed = await authorize(context, actor.userId, action, { target: describe(task) });
    if (!allowed.ok) return refuse(allowed.refusal);
  }
  const place = placeOf(actor);
  if (!place) return reply('Slack sent no place to answer to: try again in a channel.');
  await context.worker.later({ id: actor.requestId, userId: actor.userId, place, task });
  return { ...reply(`⏳ ${begun(task)}`), isStarted: true };
}

/** The person alone where Slack sent a `response_url`, else the thread or channel of the request. */
export function placeOf({ responseUrl, inPlace, channel, threadTs }: Actor): Place | undefined {
  if (responseUrl) return { responseUrl, ...(inPlace ? { inPlace } : {}) };
  return channel ? { channel, ...(threadTs ? { threadTs } : {}) } : undefined;
}

function begun(task: StartedTask): string {
  switch (task.do) {
    case 'logs':
      return `Reading ${inlineCode(cutRaw(task.logGroup, 200))}, ${duration(task.period.toMs - task.period.fromMs)} back …`;
    case 'backtest':
      return `Trying ${inlineCode(cutRaw(task.runbook, 60))} on ${inlineCode(cutRaw(task.logGroup, 200))}, ${duration(task.period.toMs - task.period.fromMs)} back …`;
    case 'explain':
      return 'Looking for what this message means …';
    default:
      return 'Reading the evidence …';
  }
}

function describe(task: StartedTask): string {
  if (task.do === 'logs') return task.logGroup;
  return task.do === 'backtest' ? `${task.runbook} on ${task.logGroup}` : task.do;
}
