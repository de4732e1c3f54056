import type { Answer } from '../model/answer.ts';
import { renderMisread } from '../render/slack/answers/help.ts';
import { renderTopic } from '../render/slack/answers/lookup-answers.ts';
import type { Actor, InteractionContext } from './interaction-context.ts';
import { startWork } from './start-work.ts';
import { findTopic } from './topics/find-topic.ts';
import { nearTopic } from './topics/near-topic.ts';

/** Explains a state or word of the field at once; a message is handed on, since runbooks have to be tried on it. */
export async function explain(
  context: InteractionContext,
  actor: Actor,
  what: string,
): Promise<Answer | undefined> {
  const topic = findTopic(what);
  if (topic) return { content: renderTopic(topic) };
  const near = nearTopic(what);
  if (near)
    return {
      content: renderMisread({
        misread: `"${what}" is nothing I can explain.`,
        hint: `Did you mean \`${near}\`?`,
        suggestion: `explain ${near}`,
      }),
    };
  return startWork(context, actor, { do: 'explain', what });
}
