import { acknowledge, assign, noted, resolve, takeAnswer } from '../incidents/life-cycle.ts';
import { rankCauses } from '../incidents/ranking.ts';
import type { Incident } from '../model/incident.ts';
import { person, plain } from '../render/slack/mrkdwn.ts';
import type { Act } from './act-on-incident.ts';

const OVER = 'It is resolved already.';

/** Takes an incident. */
export function acknowledging(userId: string, nowMs: number): Act {
  return (known) => {
    if (known.state === 'resolved') return { next: known, reply: OVER };
    if (known.owner?.user === userId) return { next: known, reply: 'You have it already.' };
    // The button stands only where nobody has it: who was slower must not take it away unknowingly.
    if (known.owner)
      return {
        next: known,
        reply: `${person(known.owner.user)} has it already. *Reassign…* on its card gives it to you.`,
      };
    return { next: acknowledge(known, userId, nowMs), reply: 'You have it now. Repeats stop.' };
  };
}

/** Says that it is over. */
export function resolving(userId: string, nowMs: number): Act {
  return (known) =>
    known.state === 'resolved'
      ? { next: known, reply: OVER }
      : { next: resolve(known, { atMs: nowMs, why: 'person', by: userId }), reply: 'Resolved.' };
}

/** Gives it to somebody, with a note for them. */
export function assigning(userId: string, whom: string, note: string, nowMs: number): Act {
  return (known) => {
    if (known.state === 'resolved') return { next: known, reply: OVER };
    const given = assign(known, whom, userId, nowMs);
    const next = note ? noted(given, { atMs: nowMs, what: `note: ${note}`, by: userId }) : given;
    return { next, reply: `${person(whom)} has it ${given === known ? 'already' : 'now'}.` };
  };
}

/** Takes a person's answer to a question in as evidence, and says what it made of the ranking. */
export function answering(userId: string, question: number, answer: 'yes' | 'no', nowMs: number): Act {
  return (known) => {
    const asked = known.diagnosis.questions[question];
    if (known.state === 'resolved') return { next: known, reply: OVER };
    if (!asked)
      return { next: known, reply: 'The runbook asks this no more: the card shows what it asks now.' };
    const next = takeAnswer(known, { question, ask: asked.ask, answer, by: userId, atMs: nowMs });
    if (next === known) return { next, reply: `That was answered ${answer} already.` };
    const { what, change } = rankingChange(known, next);
    const means = answer === 'yes' ? asked.ifYes : asked.ifNo;
    return {
      next: change ? noted(next, { atMs: nowMs, what: change }) : next,
      reply: `${plain(means)} ${what}`,
    };
  };
}

/** The first cause before and after, in words; `change` is what the timeline notes where the first cause changed. */
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
