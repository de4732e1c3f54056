import { showIncident } from '../../notify/show-incident.ts';
import { findIncident } from '../../store/incident-items.ts';
import { INCIDENT_NOT_FOUND, reply } from '../replies.ts';
import { defineCommand } from './define-command.ts';
import { readIncidentId } from './read-arguments.ts';

/** `/triage show`: an incident as its card shows it in the channel, with its buttons. */
export const show = defineCommand({
  name: 'show',
  arguments: '<incident>',
  does: 'an incident with its evidence and steps',
  example: 'show 0123456789abcdef-1',
  isQuestion: true,
  parse: ({ words }) => readIncidentId(words),
  async run(context, _, { incidentId }) {
    const incident = await findIncident(context, incidentId);
    if (!incident) return reply(INCIDENT_NOT_FOUND);
    const { card } = await showIncident(context, incident);
    return { content: card };
  },
});
