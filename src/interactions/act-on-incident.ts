import { parseIncidentId } from '../incidents/fingerprint.ts';
import { leadingTitle } from '../incidents/leading-title.ts';
import { acknowledge, reopen, resolve } from '../incidents/life-cycle.ts';
import type { Answer } from '../model/answer.ts';
import type { Action } from '../model/config.ts';
import type { Incident } from '../model/incident.ts';
import { duration } from '../render/in-words.ts';
import { inlineCode, person, plain } from '../render/slack/mrkdwn.ts';
import { changeIncident } from '../store/incident-items.ts';
import { authorize } from './authorize.ts';
import type { InteractionContext } from './interaction-context.ts';
import { announce, INCIDENT_NOT_FOUND, reply } from './replies.ts';

/**
 * What came of an action, with what to reply to the person. `done` when the incident is now as asked for; `changed` when it was not
 * so before.
 */
export type ActionOutcome =
  | { done: true; changed: boolean; reply: string; incident: Incident }
  | { done: false; reply: string };

/** Changes an incident, and says what to reply; the same incident again means that there was nothing to do. */
export type Act = (known: Incident) => { next: Incident; reply: string };

const SUPERSEDED =
  'This incident is over and a later one has taken its place: use the buttons of the latest card.';
export const ALREADY_RESOLVED = 'It is already resolved.';

/**
 * Lets a person change an incident: the permission is checked and audited, a past episode is left alone, and of two who act at
 * once each acts on what the other left. Notify then updates the card.
 */
export async function actOnIncident(
  context: InteractionContext,
  userId: string,
  { action, incidentId, detail }: { action: Action; incidentId: string; detail?: string },
  act: Act,
): Promise<ActionOutcome> {
  const parts = parseIncidentId(incidentId);
  if (!parts) return { done: false, reply: INCIDENT_NOT_FOUND };
  const about = { target: incidentId, ...(detail ? { detail } : {}) };
  const allowed = await authorize(context, userId, action, about);
  if (!allowed.ok) return { done: false, reply: allowed.refusal };
  let outcome = { changed: false, reply: INCIDENT_NOT_FOUND };
  const incident = await changeIncident(context, parts.fingerprint, (known) => {
    if (known?.episode !== parts.episode) {
      outcome = { changed: false, reply: known ? SUPERSEDED : INCIDENT_NOT_FOUND };
      return known;
    }
    const made = act(known);
    outcome = { changed: made.next !== known, reply: made.reply };
    return made.next;
  });
  if (incident?.id !== incidentId) return { done: false, reply: outcome.reply };
  await context.queue.send(incident.id, 0);
  return { done: true, ...outcome, incident };
}

/** The answer to a command that changes an incident: public where it changed something. `what` says what the person did. */
export function announceChange(outcome: ActionOutcome, userId: string, what: string): Answer {
  if (!outcome.done || !outcome.changed) return reply(outcome.reply);
  const title = leadingTitle(outcome.incident);
  return announce(`${person(userId)} ${what}: ${plain(title)} ${inlineCode(outcome.incident.id)}`);
}

/** Makes the person the owner. */
export function acknowledging(userId: string, nowMs: number): Act {
  return (known) => {
    if (known.state === 'resolved') return { next: known, reply: ALREADY_RESOLVED };
    if (known.owner?.user === userId) return { next: known, reply: 'You have it already.' };
    // The button is shown only while nobody owns it: of two people at once, the second must not take it away unknowingly.
    if (known.owner)
      return {
        next: known,
        reply: `${person(known.owner.user)} has it already. *Reassign…* on its card gives it to you.`,
      };
    return { next: acknowledge(known, userId, nowMs), reply: 'You have it now. Repeats stop.' };
  };
}

/** Opens it again; `quietMs` says when it ends by itself. */
export function reopening(userId: string, nowMs: number, quietMs: number): Act {
  return (known) =>
    known.state === 'open'
      ? { next: known, reply: 'It is open already.' }
      : {
          next: reopen(known, userId, nowMs),
          reply: `It is open again, and you have it. It is resolved when nothing more is seen of it for ${duration(quietMs)}.`,
        };
}

/** Ends the incident. */
export function resolving(userId: string, nowMs: number): Act {
  return (known) =>
    known.state === 'resolved'
      ? { next: known, reply: ALREADY_RESOLVED }
      : { next: resolve(known, { atMs: nowMs, why: 'person', by: userId }), reply: 'Resolved.' };
}
