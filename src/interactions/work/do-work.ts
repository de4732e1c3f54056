import { HalfopenError } from '../../errors.ts';
import type { MessageContent } from '../../model/chat-message.ts';
import type { Task, Work } from '../../model/work.ts';
import { textMessage, withShareButton } from '../../render/slack/answers/text-message.ts';
import { plain } from '../../render/slack/mrkdwn.ts';
import { keepAnswer } from '../../store/answer-items.ts';
import { backtest } from './backtest.ts';
import { claimWork, finishWork } from './claim-work.ts';
import { explainMessage } from './explain-message.ts';
import { createResponder, type Responder } from './responder.ts';
import { triageEvidence } from './triage-evidence.ts';
import { triageLogGroup } from './triage-log-group.ts';
import type { WorkContext } from './work-context.ts';

/** What came of a piece of work. */
export interface WorkOutcome {
  done: boolean;
  why?: string;
}

/** Does a piece of work once and sends its answer, or the error with its hint. `runId` identifies this run. */
export async function doWork(context: WorkContext, given: Work, runId: string): Promise<WorkOutcome> {
  const claim = await claimWork(context, given.id, runId);
  if (!claim) return { done: false, why: 'it is done, or being done' };
  const responder = createResponder(context, given, claim === 'again');
  const { content, isFailed } = await answer(context, given, responder);
  const isPublic = !('responseUrl' in given.place);
  const share = isPublic || isFailed ? undefined : await keepAnswer(context, given.id, content);
  await responder.final(withShareButton({ content, isPublic, ...(share ? { share } : {}) }));
  await finishWork(context, given.id, runId);
  return { done: true };
}

async function answer(
  context: WorkContext,
  { task }: Work,
  responder: Responder,
): Promise<{ content: MessageContent; isFailed: boolean }> {
  try {
    return { content: await work(context, task, responder), isFailed: false };
  } catch (error) {
    if (!(error instanceof HalfopenError)) {
      await responder
        .final(textMessage('⚠️ That did not work. It was noted, and is tried once more.'))
        .catch(() => undefined);
      throw error;
    }
    return { content: textMessage(`⚠️ ${plain(error.message)} ${plain(error.hint)}`), isFailed: true };
  }
}

async function work(context: WorkContext, task: Task, responder: Responder): Promise<MessageContent> {
  switch (task.do) {
    case 'triage':
      return triageEvidence(context, task.evidence, responder);
    case 'explain':
      return explainMessage(context, task.what);
    case 'logs':
      return triageLogGroup(context, task, responder);
    default:
      return backtest(context, task, responder);
  }
}
