import type { MessageContent } from '../../model/chat-message.ts';
import { withNearest } from '../../nearest-runbooks.ts';
import { renderExplained } from '../../render/slack/answers/explained-answer.ts';
import type { WorkFlow } from '../flow.ts';

/** What a message means: what the runbooks make of it alone, or which come nearest. */
export async function explainMessage(flow: WorkFlow, what: string): Promise<MessageContent> {
  const triage = flow.engine.start();
  const input = triage.open({ name: 'message' });
  input.write(Buffer.from(what));
  input.end();
  return renderExplained(what, await withNearest(triage.report(), flow.runbooks));
}
