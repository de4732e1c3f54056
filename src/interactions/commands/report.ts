import { rankCauses } from '../../incidents/ranking.ts';
import { renderPostMortem } from '../../render/post-mortem.ts';
import { renderReport } from '../../render/slack/answers/report-answer.ts';
import { findIncident } from '../../store/incident-items.ts';
import { chooseIncident } from '../choose-incident.ts';
import { INCIDENT_NOT_FOUND, reply } from '../replies.ts';
import { defineCommand } from './define-command.ts';
import { readIncidentId } from './read-arguments.ts';

/** `/triage report`: a draft post-mortem. */
export const report = defineCommand<{ incident?: string }>({
  name: 'report',
  aliases: ['postmortem', 'post-mortem'],
  arguments: '[incident]',
  does: 'a draft post-mortem in Markdown',
  example: 'report 0123456789abcdef-1',
  isQuestion: true,
  parse: ({ words }) => readIncidentId(words),
  async run(context, _, { incident: typed }) {
    const chosen = await chooseIncident(context, 'report', typed);
    if ('answer' in chosen) return chosen.answer;
    const { incidentId } = chosen;
    const incident = await findIncident(context, incidentId);
    if (!incident) return reply(INCIDENT_NOT_FOUND);
    const markdown = renderPostMortem(incident, rankCauses(incident.diagnosis, incident.answers ?? []));
    return { content: renderReport(incidentId, markdown) };
  },
});
