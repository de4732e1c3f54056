import { noted, takeAnswer } from '../incidents/life-cycle.ts';
import { rankCauses } from '../incidents/ranking.ts';
import type { Answer } from '../model/answer.ts';
import type { Incident } from '../model/incident.ts';
import { type Act, ALREADY_RESOLVED, actOnIncident } from './act-on-incident.ts';
import type { Actor, InteractionContext } from './interaction-context.ts';
import { reply } from './replies.ts';

/** Takes a person's answer to a question of a runbook; the card shows what comes of it. `value` is what the button holds: `<incident>|<question>|<yes or no>`. */
export async function answerQuestion(
  context: InteractionContext,
  { userId }: Actor,
  value: string,
): Promise<Answer | undefined> {
  const [incidentId = '', question = '', answer] = value.split('|');
  if (!/^\d{1,3}$/.test(question) || (answer !== 'yes' && answer !== 'no'))
    return reply('This button holds no valid answer: use the latest card.');
  const about = {
    action: 'answer',
    incidentId,
    detail: `${answer} to question ${Number(question) + 1}`,
  } as const;
  const act = answering(userId, Number(question), answer, context.nowMs());
  const outcome = await actOnIncident(context, userId, about, act);
  // The card shows what has changed: a private copy of that would only pile up below it.
  return outcome.done && outcome.changed ? undefined : reply(outcome.reply);
}

/** Records the answer as evidence, and in the story how it has changed the ranking. */
function answering(userId: string, question: number, answer: 'yes' | 'no', nowMs: number): Act {
  return (known) => {
    const asked = known.diagnosis.questions[question];
    if (known.state === 'resolved') return { next: known, reply: ALREADY_RESOLVED };
    if (!asked)
      return { next: known, reply: 'The runbook no longer asks this; its card shows the current questions.' };
    const next = takeAnswer(known, { question, ask: asked.ask, answer, by: userId, atMs: nowMs });
    if (next === known) return { next, reply: `That was already answered ${answer}.` };
    const change = rankingChange(known, next);
    return { next: change ? noted(next, { atMs: nowMs, what: change }) : next, reply: '' };
  };
}

/** The timeline entry for another cause that leads now; undefined while the same one does. */
function rankingChange(before: Incident, after: Incident): string | undefined {
  const [was] = rankCauses(before.diagnosis, before.answers ?? []);
  const [now] = rankCauses(after.diagnosis, after.answers ?? []);
  if (!was || !now || was.runbook === now.runbook) return undefined;
  return `ranking changed: ${now.runbook} (${Math.round(now.confidence * 100)} %) before ${was.runbook}`;
}
