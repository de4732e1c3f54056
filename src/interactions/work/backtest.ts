import { createEngine } from '../../engine/triage.ts';
import { HalfopenError } from '../../errors.ts';
import { hitsByHour } from '../../incidents/hits-by-hour.ts';
import type { MessageContent } from '../../model/chat-message.ts';
import type { Occurrence } from '../../model/occurrence.ts';
import type { CompiledRunbook } from '../../model/runbook.ts';
import type { Task } from '../../model/work.ts';
import { renderBacktest } from '../../render/slack/answers/backtest-answer.ts';
import { didYouMean } from '../did-you-mean.ts';
import { readLogGroup } from './read-log-group.ts';
import type { Responder } from './responder.ts';
import type { WorkContext } from './work-context.ts';

/**
 * Tries one runbook on what a log group holds: for whom it would have fired, how often and when, what the other runbooks make of
 * the same events, and which messages none of them speaks of.
 */
export async function backtest(
  context: WorkContext,
  task: Extract<Task, { do: 'backtest' }>,
  responder: Responder,
): Promise<MessageContent> {
  const runbook = findRunbook(context, task.runbook);
  const alone = createEngine([runbook]).start();
  const among = context.engine.start();
  const reading = await readLogGroup(context, task, [alone, among], responder);
  const occurrences = alone.occurrences((input) => input);
  const { diagnoses, unrecognised } = among.report();
  return renderBacktest({
    runbook,
    task,
    reading,
    bounds: context.config.lookups,
    occurrences,
    hits: hitsOfAll(occurrences),
    causes: diagnoses.filter(({ explains }) => explains.includes(runbook.id)).map(({ runbook: id }) => id),
    others: diagnoses.map(({ runbook: id }) => id).filter((id) => id !== runbook.id),
    unrecognised,
  });
}

function hitsOfAll(occurrences: readonly Occurrence[]): Record<string, number> {
  const all: Record<string, number> = {};
  for (const { hits, areLooks } of occurrences)
    for (const [hour, count] of Object.entries(hitsByHour(hits, areLooks)))
      all[hour] = (all[hour] ?? 0) + count;
  return all;
}

function findRunbook(context: WorkContext, id: string): CompiledRunbook {
  const found = context.runbooks.find((runbook) => runbook.id === id);
  if (found) return found;
  const near = didYouMean(
    id,
    context.runbooks.map((runbook) => runbook.id),
  );
  throw new HalfopenError({
    code: 'runbook-unknown',
    message: `There is no runbook "${id.slice(0, 80)}".`,
    hint: near ? `Did you mean ${near}?` : 'Look it up: /triage runbook <words>.',
  });
}
