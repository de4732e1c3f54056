import { withNearest } from '../../engine/nearest-runbooks.ts';
import { linkToLogs } from '../../ingest/log-link.ts';
import type { MessageContent } from '../../model/chat-message.ts';
import type { Task } from '../../model/work.ts';
import { renderLogTriage } from '../../render/slack/answers/triage-answer.ts';
import { readLogGroup } from './read-log-group.ts';
import type { Responder } from './responder.ts';
import type { WorkContext } from './work-context.ts';

/** Triages what a log group holds of a time. */
export async function triageLogGroup(
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
  });
}
