import type { Answer } from '../../model/answer.ts';
import { renderFound, renderRunbookAnswer } from '../../render/slack/answers/lookup-answers.ts';
import type { InteractionContext } from '../interaction-context.ts';
import { defineCommand } from './define-command.ts';

/** The best match is shown whole when its score is this many times that of the second. */
const CLEAR_LEAD = 1.6;

/** `/triage runbook`: finds a runbook by its id or by words. */
export const runbook = defineCommand<{ words: string }>({
  name: 'runbook',
  aliases: ['runbooks', 'rb'],
  arguments: '<words>',
  does: 'look a runbook up by words, also misspelt ones, or by its id',
  example: 'runbook publisher hangs',
  isQuestion: true,
  parse: ({ text }) =>
    text.trim() === '' ? { misread: 'The words to look for are missing.' } : { words: text.trim() },
  run: ({ library }, _, { words }) => lookUp(library, words),
});

/** The runbook itself where its id or a clear lead names it, else the best few to choose from. */
function lookUp(library: InteractionContext['library'], words: string): Answer {
  const byId = library.runbooks().find(({ id }) => id === words.toLowerCase());
  const found = library.search(words);
  const [first, second] = found;
  const clear = first && (!second || first.score >= second.score * CLEAR_LEAD) ? first.id : undefined;
  const shown = byId ?? library.runbooks().find(({ id }) => id === clear);
  if (!shown) return { content: renderFound(words, found) };
  const others = found.filter(({ id }) => id !== shown.id);
  return { content: renderRunbookAnswer(shown, others) };
}
