import { noted, takeAnswer } from '../incidents/life-cycle.ts';
import { rankCauses } from '../incidents/ranking.ts';
import type { Answer } from '../model/answer.ts';
import type { Incident } from '../model/incident.ts';
import { plain } from '../render/slack/mrkdwn.ts';
import { type Act, ALREADY_RESOLVED, actOnIncident } from './act-on-incident.ts';
import type { Actor, InteractionContext } from './interaction-context.ts';
import { reply } from './replies.ts';

/** Takes a person's answer to a question of a runbook. `value` is what the button holds: `<incident>|<question>|<yes or no>`. */
export async function answerQuestion(
  context: InteractionContext,
  { userId }: Actor,
  value: string,
): Promise<Answer> {
  const [incidentId = '', question = '', answer] = value.split('|');
  if (!/^\d{1,3}$/.test(question) || (answer !== 'yes' && answer !== 'no'))
    return reply('This button holds no valid answer: use the latest card.');
  const about = { action: 'answer', incidentId, detail: `${question}: ${answer}` } as const;
  const act = answering(userId, Number(question), answer, context.nowMs());
  return reply((await actOnIncident(context, userId, about, act)).reply);
}

/** Records the answer as evidence, and says how the ranking has changed. */
function answering(userId: string, question: number, answer: 'yes' | 'no', nowMs: number): Act {
  return (known) => {
    const asked = known.diagnosis.questions[question];
    if (known.state === 'resolved') return { next: known, reply: ALREADY_RESOLVED };
    if (!asked)
      return { next: known, reply: 'The runbook no longer asks this; its card shows the current questions.' };
    const next = takeAnswer(known, { question, ask: asked.ask, answer, by: userId, atMs: nowMs });
    if (next === known) return { next, reply: `That was already answered ${answer}.` };
    const { what, change } = rankingChange(known, next);
    const means = answer === 'yes' ? asked.ifYes : asked.ifNo;
    return {
      next: change ? noted(next, { atMs: nowMs, what: change }) : next,
      reply: `${plain(means)} ${what}`,
    };
  };
}

/** The first cause before and after, in words; `change` is the timeline entry when the first cause has changed. */
function rankingChange(before: Incident, after: Incident): { what: string; change?: string } {
  const [was] = rankCauses(before.diagnosis, before.answers ?? []);
  const [now] = rankCauses(after.diagnosis, after.answers ?? []);
  if (!was || !now) return { what: '' };
  const sure = `${Math.round(now.confidence * 100)} %`;
  if (was.runbook !== now.runbook)
    return {
      what: `Now more likely: ${plain(now.title)} (${sure}).`,
      change: `ranking changed: ${now.runbook} (${sure}) before ${was.runbook}`,
    };
  return { what: `Still first: ${plain(now.title)} (${sure}, was ${Math.round(was.confidence * 100)} %).` };
}
