import type { Answer } from '../model/answer.ts';
import type { Action } from '../model/config.ts';
import type { Place, Task } from '../model/work.ts';
import { cut } from '../render/cut.ts';
import { duration } from '../render/in-words.ts';
import { said } from '../render/slack/answers/said.ts';
import { inlineCode } from '../render/slack/mrkdwn.ts';
import type { Asker, Desk } from './desk.ts';
import { permit } from './permit.ts';

const RESTRICTED: Readonly<Partial<Record<Task['do'], Action>>> = { logs: 'logs', backtest: 'backtest' };

/** Hands slow work on before the acknowledgement, and says that it has begun. */
export async function startWork(desk: Desk, asker: Asker, task: Task): Promise<Answer> {
  const action = RESTRICTED[task.do];
  if (action) {
    const may = await permit(desk, asker.userId, action, { target: describe(task) });
    if (!may.ok) return { content: said(`⛔ ${may.said}`) };
  }
  const place = placeOf(asker);
  if (!place) return { content: said('There is nowhere to answer to: try it again in a channel.') };
  await desk.worker.later({ id: asker.requestId, userId: asker.userId, place, task });
  return { content: said(`⏳ ${begun(task)}`), isStarted: true };
}

/** The person alone where Slack gave a way to, else the thread or channel it was asked in. */
function placeOf({ responseUrl, isOfPublicMessage, channel, threadTs }: Asker): Place | undefined {
  if (responseUrl) return { responseUrl, ...(isOfPublicMessage ? { keeps: true } : {}) };
  return channel ? { channel, ...(threadTs ? { threadTs } : {}) } : undefined;
}

function begun(task: Task): string {
  switch (task.do) {
    case 'logs':
      return `Reading ${inlineCode(cut(task.logGroup, 200))}, ${duration(task.period.toMs - task.period.fromMs)} back …`;
    case 'backtest':
      return `Trying ${inlineCode(cut(task.runbook, 60))} on ${inlineCode(cut(task.logGroup, 200))}, ${duration(task.period.toMs - task.period.fromMs)} back …`;
    case 'explain':
      return 'Looking for what this message means …';
    default:
      return 'Reading the evidence …';
  }
}

function describe(task: Task): string {
  if (task.do === 'logs') return task.logGroup;
  return task.do === 'backtest' ? `${task.runbook} on ${task.logGroup}` : task.do;
}
