import { diagnoseMessage } from '../../engine/nearest-runbooks.ts';
import type { WorkFlow } from '../../flow.ts';
import type { MessageContent } from '../../model/chat-message.ts';
import { renderExplained } from '../../render/slack/answers/triage-answer.ts';

/** What a message means. */
export async function explainMessage({ engine, runbooks }: WorkFlow, what: string): Promise<MessageContent> {
  return renderExplained(what, await diagnoseMessage(engine, runbooks, what));
}
