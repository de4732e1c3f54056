import type { Answer } from '../model/answer.ts';
import { renderFound, renderRunbookAnswer } from '../render/slack/answers/lookup-answers.ts';
import type { InteractionContext } from './interaction-context.ts';

/** A find this many times as good as the next is what was meant. */
const CLEAR_LEAD = 1.6;

/** A runbook by its id or by words: shown whole where the best find leads clearly, else the best few to choose from. */
export function lookUpRunbook({ library }: Pick<InteractionContext, 'library'>, words: string): Answer {
  const byId = library.runbooks().find(({ id }) => id === words.trim().toLowerCase());
  const found = library.search(words);
  const [first, second] = found;
  const clear = first && (!second || first.score >= second.score * CLEAR_LEAD) ? first.id : undefined;
  const runbook = byId ?? library.runbooks().find(({ id }) => id === clear);
  if (!runbook) return { content: renderFound(words, found) };
  return {
    content: renderRunbookAnswer(
      runbook,
      found.filter(({ id }) => id !== runbook.id),
    ),
  };
}
