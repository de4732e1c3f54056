import type { Report } from '../../model/diagnosis.ts';
import type { OpinionQuestion } from '../../ports.ts';
import { redact } from '../../redact/redact.ts';
import { cutRaw } from '../../render/cut.ts';
import type { ShownOpinion } from '../../render/slack/answers/opinion-blocks.ts';
import { changeItem } from '../../store/change-item.ts';
import type { WorkContext } from './work-context.ts';

const DAY_MS = 86_400_000;
const MOST_MESSAGES = 12;
const LONGEST_MESSAGE = 300;

/**
 * Asks a model for its guess, where one is set, runbooks say nothing, and what was read holds messages that none knows. It gets
 * their shapes alone, without what changes from one to the next, secrets masked, and may only name a runbook that there is. Each
 * question is counted; beyond the cap of the day none is asked. It never throws, and nobody is notified of it.
 */
export async function secondOpinion(context: WorkContext, report: Report): Promise<ShownOpinion | undefined> {
  const { opinion, runbooks, config } = context;
  if (!opinion || report.diagnoses.length > 0 || report.unrecognised.length === 0) return undefined;
  const most = config.lookups.opinionsPerDay;
  if (!(await countOne(context, most))) return { kind: 'capped', most };
  const answer = await opinion
    .ask(questionOf(report, runbooks))
    .catch((error: unknown) => ({ failed: error instanceof Error ? error.message : 'no answer' }));
  if ('failed' in answer) return { kind: 'failed', why: cutRaw(redact(answer.failed), LONGEST_MESSAGE) };
  const found = runbooks.find(({ id }) => id === answer.runbook);
  return {
    kind: 'guess',
    model: opinion.model,
    ...(found ? { runbook: { id: found.id, title: found.title } } : {}),
    why: cutRaw(redact(answer.why), LONGEST_MESSAGE),
  };
}

function questionOf(report: Report, runbooks: WorkContext['runbooks']): OpinionQuestion {
  return {
    messages: report.unrecognised
      .slice(0, MOST_MESSAGES)
      .map(({ template, count }) => ({ text: cutRaw(redact(template), LONGEST_MESSAGE), count })),
    formats: [...new Set(report.inputs.flatMap(({ formats }) => formats))],
    runbooks: runbooks.map(({ id, title }) => ({ id, title })),
  };
}

/** Counts a question against the day's; false when there are none left. */
async function countOne(context: WorkContext, most: number): Promise<boolean> {
  const day = Math.floor(context.nowMs() / DAY_MS);
  let isLeft = false;
  await changeItem<{ asked: number }>(
    context,
    { pk: 'opinions', sk: String(day), keptMs: 2 * DAY_MS },
    (known) => {
      const asked = known?.asked ?? 0;
      isLeft = asked < most;
      return isLeft ? { asked: asked + 1 } : known;
    },
  );
  return isLeft;
}
