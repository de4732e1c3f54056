import type { Answer } from '../../model/answer.ts';
import { renderMisread } from '../../render/slack/answers/help.ts';
import { renderTopic } from '../../render/slack/answers/lookup-answers.ts';
import type { Actor, InteractionContext } from '../interaction-context.ts';
import { startWork } from '../start-work.ts';
import { findTopic, nearTopic } from '../topics/find-topic.ts';
import { defineCommand } from './define-command.ts';

/** `/triage explain`: what a TCP state, a term or a log message means. */
export const explain = defineCommand<{ what: string }>({
  name: 'explain',
  aliases: ['what'],
  arguments: '<state or message>',
  does: 'what a TCP state, a term or a log line means, with a picture',
  example: 'explain CLOSE_WAIT',
  isQuestion: true,
  parse: ({ text }) =>
    text.trim() === '' ? { misread: 'The state or message is missing.' } : { what: asTerm(text) },
  run: (context, actor, { what }) => explainWhat(context, actor, what),
});

/** A question such as `is CLOSE_WAIT?` or `does TIME_WAIT mean` as the term that it asks for. */
function asTerm(text: string): string {
  const words = text
    .trim()
    .split(' ')
    .filter((word) => word !== '');
  const isQuestion = ['is', 'are', 'does', 'do'].includes(words[0]?.toLowerCase() ?? '');
  if (!isQuestion) return text.trim();
  const term = words.slice(1).join(' ').replaceAll('?', '');
  return term.toLowerCase().endsWith(' mean') ? term.slice(0, -' mean'.length).trim() : term.trim();
}

/** A topic is explained at once; a message is handed on as work, since all runbooks have to be tried on it. */
async function explainWhat(context: InteractionContext, actor: Actor, what: string): Promise<Answer> {
  const topic = findTopic(what);
  if (topic) return { content: renderTopic(topic) };
  const near = nearTopic(what);
  if (near)
    return {
      content: renderMisread({
        misread: `Nothing is known about "${what}".`,
        hint: `Did you mean \`${near}\`?`,
        suggestion: `explain ${near}`,
      }),
    };
  return startWork(context, actor, { do: 'explain', what });
}
