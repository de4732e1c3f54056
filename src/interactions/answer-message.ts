import type { Answer } from '../model/answer.ts';
import type { GivenEvidence } from '../model/work.ts';
import { renderGreeting } from '../render/slack/answers/help.ts';
import { withoutGroupMentions } from '../render/slack/answers/text-message.ts';
import { answerCommand } from './answer-command.ts';
import { COMMAND_LIST } from './commands/command-list.ts';
import { decodeTyped } from './commands/decode-typed.ts';
import { parseCommand } from './commands/parse-command.ts';
import type { Actor, InteractionContext } from './interaction-context.ts';
import { fileIdsOf, textOfMessage } from './message-text.ts';
import { reply } from './replies.ts';
import { startWork } from './start-work.ts';

/** Callback id of “Triage this message” in the menu of any message, as in slack-manifest.yml. */
export const SHORTCUT_ID = 'triage_message';
/** Words that ask for the triage of the thread in which they stand. */
const ASKS_FOR_THREAD = ['', 'triage', 'triage this', 'what is this', 'why', 'help with this'];

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

/**
 * Answers a mention in its thread: files are triaged, text is read as a command or as evidence. A mention that says nothing else asks
 * what the message means that its thread hangs from, such as an alert. Started work posts its own answer later.
 */
export async function answerMention(
  context: InteractionContext,
  actor: Actor,
  { text, fileIds, isReply }: Message & { isReply?: boolean },
): Promise<Answer | undefined> {
  const asked = text.replace(/^\s*(?:<@[A-Z0-9]+(?:\|[^>]*)?>\s*)+/, '');
  if (fileIds.length > 0) return startedByItself(context, actor, { text: decodeTyped(asked), fileIds });
  if (isReply && ASKS_FOR_THREAD.includes(withoutEnd(asked))) {
    const evidence = await evidenceOfThread(context, actor);
    if (evidence) return startedByItself(context, actor, evidence);
  }
  if (/^\s*audit\b/i.test(asked)) return reply('The audit log is private: type `/triage audit`.');
  const answer = await answerCommand(context, actor, asked.trim() === '' ? 'help' : asked);
  return answer && !answer.isStarted
    ? { ...answer, content: withoutGroupMentions(answer.content) }
    : undefined;
}

/** Answers a direct message: evidence and commands as behind `/triage`; anything else with what can be said here. */
export async function answerDirectMessage(
  context: InteractionContext,
  actor: Actor,
  message: Message,
): Promise<Answer | undefined> {
  const parsed = parseCommand(decodeTyped(message.text), context.nowMs());
  const { suggestion = 'help' } = 'misread' in parsed ? parsed : { suggestion: '' };
  const isGreeting = message.fileIds.length === 0 && suggestion.startsWith('help');
  if (isGreeting) return { content: renderGreeting(COMMAND_LIST) };
  return answerMention(context, actor, message);
}

async function startedByItself(
  context: InteractionContext,
  actor: Actor,
  message: Message,
): Promise<undefined> {
  await startWork(context, actor, { do: 'triage', evidence: evidenceOf(message) });
}

/** The text and files of the message that the thread hangs from; undefined where there are none or it can't be read. */
async function evidenceOfThread(
  { messages }: InteractionContext,
  { channel, threadTs }: Actor,
): Promise<Message | undefined> {
  if (!channel || !threadTs) return undefined;
  const root = await messages.read({ channel, ts: threadTs }).catch(() => undefined);
  const message = root && { text: decodeTyped(textOfMessage(root)), fileIds: fileIdsOf(root) };
  return message && evidenceOf(message).length > 0 ? message : undefined;
}

function withoutEnd(asked: string): string {
  const text = asked.trim().toLowerCase();
  return text.endsWith('?') || text.endsWith('.') ? text.slice(0, -1).trim() : text;
}

function evidenceOf({ text, fileIds }: Message): GivenEvidence[] {
  const pasted = text.trim() === '' ? [] : [{ name: 'message', text }];
  return [...pasted, ...fileIds.map((fileId) => ({ fileId }))];
}
