import type { Answer } from '../../model/answer.ts';
import { findIncident } from '../../store/incident-items.ts';
import { ALREADY_RESOLVED } from '../act-on-incident.ts';
import type { Actor, InteractionContext } from '../interaction-context.ts';
import { INCIDENT_NOT_FOUND, reply } from '../replies.ts';
import type { IncidentForm } from './form.ts';

/** Opens a form about an incident. */
export async function openIncidentForm(
  context: InteractionContext,
  actor: Actor,
  form: IncidentForm,
  incidentId: string,
): Promise<Answer | undefined> {
  const incident = await findIncident(context, incidentId);
  if (!incident) return reply(INCIDENT_NOT_FOUND);
  if (incident.state === 'resolved' && !form.takesResolved) return reply(ALREADY_RESOLVED);
  if (!actor.triggerId) return reply('Slack sent no trigger to open a form with: press the button again.');
  await context.views.open(actor.triggerId, await form.view(context, incident));
  return undefined;
}
