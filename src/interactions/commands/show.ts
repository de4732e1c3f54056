import { showIncident } from '../../notify/show-incident.ts';
import { joinMessages } from '../../render/slack/blocks.ts';
import { findIncident } from '../../store/incident-items.ts';
import { chooseIncident } from '../choose-incident.ts';
import { INCIDENT_NOT_FOUND, reply } from '../replies.ts';
import { defineCommand } from './define-command.ts';
import { readIncidentId } from './read-arguments.ts';

/** `/triage show`: an incident with all that its card and thread show, as far as one message holds it. */
export const show = defineCommand<{ incident?: string }>({
  name: 'show',
  arguments: '[incident]',
  does: 'an incident with its evidence and steps',
  example: 'show 0123456789abcdef-1',
  isQuestion: true,
  parse: ({ words }) => readIncidentId(words),
  async run(context, _, { incident: typed }) {
    const chosen = await chooseIncident(context, 'show', typed);
    if ('answer' in chosen) return chosen.answer;
    const { incidentId } = chosen;
    const incident = await findIncident(context, incidentId);
    if (!incident) return reply(INCIDENT_NOT_FOUND);
    const { card, thread } = await showIncident(context, incident);
    return { content: joinMessages([card, ...thread.map(({ content }) => content)]) };
  },
});
