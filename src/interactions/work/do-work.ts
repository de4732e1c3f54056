import { diagnoseMessage, withNearest } from '../../engine/nearest-runbooks.ts';
import { HalfopenError } from '../../errors.ts';
import { linkToLogs } from '../../ingest/occurrence-report.ts';
import type { Answer } from '../../model/answer.ts';
import type { MessageContent } from '../../model/chat-message.ts';
import type { Task, Work } from '../../model/work.ts';
import { textMessage, withShareButton } from '../../render/slack/answers/text-message.ts';
import { renderExplained, renderLogTriage } from '../../render/slack/answers/triage-answer.ts';
import { keepAnswer } from '../../store/answer-items.ts';
import { failureAnswer } from '../replies.ts';
import { alertThread } from './alert-thread.ts';
import { backtest } from './backtest.ts';
import { claimWork, finishWork } from './claim-work.ts';
import { finishInteraction } from './finish-interaction.ts';
import { readLogGroup } from './read-log-group.ts';
import { createResponder, type Responder } from './responder.ts';
import { runAction } from './run-action.ts';
import { secondOpinion } from './second-opinion.ts';
import { triageEvidence } from './triage-evidence.ts';
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
  const { task } = given;
  const alert = task.do === 'logs' ? task.alert : undefined;
  const responder = createResponder(
    context,
    given,
    claim === 'again',
    alert && ((channel) => alertThread(context, channel, alert)),
  );
  const answer = await answerWork(context, given, { runId, isAgain: claim === 'again' }, responder);
  if (answer) await responder.final(withShareButton(answer), answer.isPublic);
  await finishWork(context, given.id, runId);
  return { done: true };
}

/** The answer to a piece of work, public in a channel. What was answered by a `response_url` is kept, so that it can be shared. */
async function answerWork(
  context: WorkContext,
  { task, ...given }: Work,
  { runId, isAgain }: { runId: string; isAgain: boolean },
  responder: Responder,
): Promise<Answer | undefined> {
  try {
    if (task.do === 'interact')
      return await finishInteraction(context, { ...given, task }, (started) =>
        doWork(context, started, runId),
      );
    if (task.do === 'act') {
      const { id, userId } = given;
      return { content: await runAction(context, { id, userId, run: task.run }, isAgain), isPublic: true };
    }
    const content = await work(context, task, responder);
    if (!('responseUrl' in given.place)) return { content, isPublic: true };
    const share = await keepAnswer(context, given.id, content);
    return { content, ...(share ? { share } : {}) };
  } catch (error) {
    if (!(error instanceof HalfopenError)) {
      await responder
        .final(textMessage('⚠️ That did not work. The failure was logged; it will be tried once more.'))
        .catch(() => undefined);
      throw error;
    }
    return failureAnswer(error);
  }
}

async function work(
  context: WorkContext,
  task: Exclude<Task, { do: 'interact' | 'act' }>,
  responder: Responder,
): Promise<MessageContent> {
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

/** What a message means. */
async function explainMessage({ engine, runbooks }: WorkContext, what: string): Promise<MessageContent> {
  return renderExplained(what, await diagnoseMessage(engine, runbooks, what));
}

/** Triages the events of a log group in a period. */
async function triageLogGroup(
  context: WorkContext,
  task: Extract<Task, { do: 'logs' }>,
  responder: Responder,
): Promise<MessageContent> {
  const triage = context.engine.start();
  const reading = await readLogGroup(context, task, [triage], responder);
  const report = await withNearest(triage.report(), context.runbooks);
  const { link } = linkToLogs(context.config, task.logGroup, task.period);
  return renderLogTriage(task, report, {
    reading,
    bounds: context.config.lookups,
    ...(link ? { link } : {}),
    opinion: await secondOpinion(context, report),
  });
}
