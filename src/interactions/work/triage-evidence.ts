import { withNearest } from '../../engine/nearest-runbooks.ts';
import type { Triage } from '../../engine/triage.ts';
import type { MessageContent } from '../../model/chat-message.ts';
import type { GivenEvidence } from '../../model/work.ts';
import { renderTriage } from '../../render/slack/answers/triage-answer.ts';
import { inlineCode } from '../../render/slack/mrkdwn.ts';
import type { Responder } from './responder.ts';
import { secondOpinion } from './second-opinion.ts';
import type { WorkContext } from './work-context.ts';

const MB = 1 << 20;

/** Triages what a person pasted or uploaded, all together, in memory that does not grow with it. */
export async function triageEvidence(
  context: WorkContext,
  evidence: readonly GivenEvidence[],
  responder: Responder,
): Promise<MessageContent> {
  const triage = context.engine.start();
  for (const one of evidence) {
    if ('text' in one) feedText(triage, one);
    else await feedFile(context, triage, one, responder);
  }
  const report = await withNearest(triage.report(), context.runbooks);
  return renderTriage(report, await secondOpinion(context, report));
}

function feedText(triage: Triage, { name, text, role }: Extract<GivenEvidence, { text: string }>): void {
  const input = triage.open({ name, ...(role ? { role } : {}) });
  input.write(Buffer.from(text));
  input.end();
}

async function feedFile(
  context: WorkContext,
  triage: Triage,
  { fileId, role }: Extract<GivenEvidence, { fileId: string }>,
  responder: Responder,
): Promise<void> {
  const { name, chunks, cutLines } = await context.files.open(fileId);
  const input = triage.open({ name, ...(role ? { role } : {}) });
  let bytes = 0;
  for await (const chunk of chunks) {
    input.write(chunk);
    bytes += chunk.length;
    await responder.progress(`Read ${Math.round(bytes / MB)} MB of ${inlineCode(name)} …`);
  }
  input.end(cutLines());
}
