import type { Answer } from '../model/answer.ts';
import type { GivenEvidence } from '../model/work.ts';
import { withoutGroupMentions } from '../render/slack/answers/text-message.ts';
import { answerCommand } from './answer-command.ts';
import { decodeTyped } from './commands/decode-typed.ts';
import type { Actor, InteractionContext } from './interaction-context.ts';
import { reply } from './replies.ts';
import { startWork } from './start-work.ts';

/** Callback id of “Triage this message” in the menu of any message, as in slack-manifest.yml. */
export const SHORTCUT_ID = 'triage_message';

interface Message {
  text: string;
  fileIds: readonly string[];
}

/** Answers “Triage this message”: starts the triage of its text and files, for the person who asked. */
export async function answerShortcut(
  context: InteractionContext,
  actor: Actor,
  message: Message,
): Promise<Answer> {
  const evidence = evidenceOf({ ...message, text: decodeTyped(message.text) });
  if (evidence.length === 0) return reply('This message contains neither text nor a file.');
  return startWork(context, actor, { do: 'triage', evidence });
}

/** Answers a mention in its thread: files are triaged, text is read as a command. Started work posts its own answer later. */
export async function answerMention(
  context: InteractionContext,
  actor: Actor,
  { text, fileIds }: Message,
): Promise<Answer | undefined> {
  const asked = text.replace(/^\s*(?:<@[A-Z0-9]+(?:\|[^>]*)?>\s*)+/, '');
  if (fileIds.length > 0) {
    await startWork(context, actor, {
      do: 'triage',
      evidence: evidenceOf({ text: decodeTyped(asked), fileIds }),
    });
    return undefined;
  }
  if (/^\s*audit\b/i.test(asked)) return reply('The audit log is private: type `/triage audit`.');
  const answer = await answerCommand(context, actor, asked.trim() === '' ? 'help' : asked);
  return answer && !answer.isStarted
    ? { ...answer, content: withoutGroupMentions(answer.content) }
    : undefined;
}

function evidenceOf({ text, fileIds }: Message): GivenEvidence[] {
  const pasted = text.trim() === '' ? [] : [{ name: 'message', text }];
  return [...pasted, ...fileIds.map((fileId) => ({ fileId }))];
}
