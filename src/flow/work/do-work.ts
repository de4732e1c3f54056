import { HalfopenError } from '../../errors.ts';
import type { MessageContent } from '../../model/chat-message.ts';
import type { Work } from '../../model/work.ts';
import { said, withShare } from '../../render/slack/answers/said.ts';
import { plain } from '../../render/slack/mrkdwn.ts';
import { keepAnswer } from '../desk/kept-answers.ts';
import type { WorkFlow } from '../flow.ts';
import { backtest } from './backtest.ts';
import { claimWork, finishWork } from './claim-work.ts';
import { explainMessage } from './explain-message.ts';
import { createSpeaker, type Speaker } from './speak.ts';
import { triageEvidence } from './triage-evidence.ts';
import { triageLogGroup } from './triage-log-group.ts';

/** What came of a piece of work. */
export interface WorkOutcome {
  done: boolean;
  why?: string;
}

/** Does a piece of work once and says what came out; what went wrong is said too, with what to do. `runId` names this run. */
export async function doWork(flow: WorkFlow, work: Work, runId: string): Promise<WorkOutcome> {
  if (!(await claimWork(flow, work.id, runId))) return { done: false, why: 'it is done, or being done' };
  const speaker = createSpeaker(flow, work.id, work.place);
  const content = await answer(flow, work, speaker);
  const isPublic = !('responseUrl' in work.place);
  const share = isPublic ? undefined : await keepAnswer(flow, work.id, content);
  await speaker.final(withShare({ content, isPublic, ...(share ? { share } : {}) }));
  await finishWork(flow, work.id, runId);
  return { done: true };
}

async function answer(flow: WorkFlow, { task }: Work, speaker: Speaker): Promise<MessageContent> {
  try {
    switch (task.do) {
      case 'triage':
        return await triageEvidence(flow, task.evidence, speaker);
      case 'explain':
        return await explainMessage(flow, task.what);
      case 'logs':
        return await triageLogGroup(flow, task, speaker);
      case 'backtest':
        return await backtest(flow, task, speaker);
    }
  } catch (error) {
    if (!(error instanceof HalfopenError)) throw error;
    return said(`⚠️ ${plain(error.message)} ${plain(error.mend)}`);
  }
}
