import type { Answer } from '../model/answer.ts';
import { renderMisread } from '../render/slack/answers/help.ts';
import { renderTopic } from '../render/slack/answers/lookup-answers.ts';
import { decodeTyped } from './commands/decode-typed.ts';
import type { ParsedCommand } from './commands/define-command.ts';
import { parseCommand } from './commands/parse-command.ts';
import type { Actor, InteractionContext } from './interaction-context.ts';
import { findTopic } from './topics/find-topic.ts';

/** A Share button holds at most 2,000 characters. */
const LONGEST_SHARED = 1_800;

/** Answers one `/triage …`. Undefined where a form was opened instead. */
export async function answerCommand(
  context: InteractionContext,
  actor: Actor,
  typed: string,
): Promise<Answer | undefined> {
  const text = decodeTyped(typed);
  const command = parseCommand(text, context.nowMs());
  if ('misread' in command) {
    const topic = findTopic(text);
    return { content: topic ? renderTopic(topic) : renderMisread(command) };
  }
  const answer = await command.run(context, actor);
  // The answer to a question is shared by asking again; work keeps its own answer for sharing.
  return answer && !answer.isPublic && !answer.isStarted && canAskAgain(command, text)
    ? { ...answer, share: `ask ${text}` }
    : answer;
}

/** Answers again what a Share button holds; undefined where that is not a question. */
export async function askAgain(
  context: InteractionContext,
  actor: Actor,
  text: string,
): Promise<Answer | undefined> {
  const command = parseCommand(text, context.nowMs());
  return !('misread' in command) && canAskAgain(command, text) ? command.run(context, actor) : undefined;
}

/** Only what changes nothing: sharing must not do what was refused before. */
function canAskAgain({ isQuestion }: ParsedCommand, text: string): boolean {
  return isQuestion && text.length <= LONGEST_SHARED;
}
