import { diagnoseMessage } from '../../engine/nearest-runbooks.ts';
import type { MessageContent } from '../../model/chat-message.ts';
import { renderExplained } from '../../render/slack/answers/triage-answer.ts';
import type { WorkContext } from './work-context.ts';

/** What a message means. */
export async function explainMessage(
  { engine, runbooks }: WorkContext,
  what: string,
): Promise<MessageContent> {
  return renderExplained(what, await diagnoseMessage(engine, runbooks, what));
}
