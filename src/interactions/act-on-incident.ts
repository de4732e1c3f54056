import { parseIncidentId } from '../incidents/fingerprint.ts';
import type { Action } from '../model/config.ts';
import type { Incident } from '../model/incident.ts';
import { changeIncident } from '../store/incident-items.ts';
import type { Desk } from './desk.ts';
import { permit } from './permit.ts';

/** What came of it: `done` when the incident is now as asked for, with what to say to who asked. */
export type Done = { done: true; said: string; incident: Incident } | { done: false; said: string };

/** What is made of an incident, and what to say; the same incident again means that nothing was to be done. */
export type Act = (known: Incident) => { next: Incident; said: string };

const GONE = 'This incident is over and a later one has taken its place: use the buttons of the latest card.';
const UNKNOWN = 'There is no such incident (any more): `/triage incidents` lists what is open.';

/**
 * Lets a person change an incident: whether they may is checked and audited, a past episode is left alone, and of two who act at
 * once each acts on what the other left. Notify is told, which makes the card match.
 */
export async function actOnIncident(
  desk: Desk,
  userId: string,
  { action, incidentId, detail }: { action: Action; incidentId: string; detail?: string },
  act: Act,
): Promise<Done> {
  const parts = parseIncidentId(incidentId);
  if (!parts) return { done: false, said: UNKNOWN };
  const may = await permit(desk, userId, action, { target: incidentId, ...(detail ? { detail } : {}) });
  if (!may.ok) return { done: false, said: may.said };
  let said = UNKNOWN;
  const incident = await changeIncident(desk, parts.fingerprint, (known) => {
    if (known?.episode !== parts.episode) {
      said = known ? GONE : UNKNOWN;
      return known;
    }
    const made = act(known);
    said = made.said;
    return made.next;
  });
  if (incident?.id !== incidentId) return { done: false, said };
  await desk.queue.send(incident.id, 0);
  return { done: true, said, incident };
}
