import { parseIncidentId } from '../incidents/fingerprint.ts';
import type { Action } from '../model/config.ts';
import type { Incident } from '../model/incident.ts';
import { changeIncident } from '../store/incident-items.ts';
import { authorize } from './authorize.ts';
import type { InteractionContext } from './interaction-context.ts';

/** What came of it: `done` when the incident is now as asked for, with what to say to who asked. */
export type ActionOutcome =
  | { done: true; reply: string; incident: Incident }
  | { done: false; reply: string };

/** What is made of an incident, and what to say; the same incident again means that nothing was to be done. */
export type Act = (known: Incident) => { next: Incident; reply: string };

const GONE = 'This incident is over and a later one has taken its place: use the buttons of the latest card.';
const UNKNOWN = 'There is no such incident (any more): `/triage incidents` lists what is open.';

/**
 * Lets a person change an incident: whether they may is checked and audited, a past episode is left alone, and of two who act at
 * once each acts on what the other left. Notify is told, which makes the card match.
 */
export async function actOnIncident(
  context: InteractionContext,
  userId: string,
  { action, incidentId, detail }: { action: Action; incidentId: string; detail?: string },
  act: Act,
): Promise<ActionOutcome> {
  const parts = parseIncidentId(incidentId);
  if (!parts) return { done: false, reply: UNKNOWN };
  const allowed = await authorize(context, userId, action, {
    target: incidentId,
    ...(detail ? { detail } : {}),
  });
  if (!allowed.ok) return { done: false, reply: allowed.refusal };
  let reply = UNKNOWN;
  const incident = await changeIncident(context, parts.fingerprint, (known) => {
    if (known?.episode !== parts.episode) {
      reply = known ? GONE : UNKNOWN;
      return known;
    }
    const made = act(known);
    reply = made.reply;
    return made.next;
  });
  if (incident?.id !== incidentId) return { done: false, reply };
  await context.queue.send(incident.id, 0);
  return { done: true, reply, incident };
}
