import { withNearest } from '../../engine/nearest-runbooks.ts';
import type { WorkFlow } from '../../flow.ts';
import { linkToLogs } from '../../ingest/log-link.ts';
import type { MessageContent } from '../../model/chat-message.ts';
import type { Task } from '../../model/work.ts';
import { renderLogTriage } from '../../render/slack/answers/triage-answer.ts';
import { readLogGroup } from './read-log-group.ts';
import type { Responder } from './responder.ts';

/** Triages what a log group holds of a time. */
export async function triageLogGroup(
  flow: WorkFlow,
  task: Extract<Task, { do: 'logs' }>,
  responder: Responder,
): Promise<MessageContent> {
  const triage = flow.engine.start();
  const reading = await readLogGroup(flow, task, [triage], responder);
  const report = await withNearest(triage.report(), flow.runbooks);
  const { link } = linkToLogs(flow.config, task.logGroup, task.period);
  return renderLogTriage(task, report, { reading, bounds: flow.config.lookups, ...(link ? { link } : {}) });
}
