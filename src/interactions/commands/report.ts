import { peopleIn } from '../../incidents/people-in.ts';
import { rankCauses } from '../../incidents/ranking.ts';
import type { Incident } from '../../model/incident.ts';
import { renderPostMortem } from '../../render/post-mortem.ts';
import { renderReport } from '../../render/slack/answers/report-answer.ts';
import { findIncident } from '../../store/incident-items.ts';
import { chooseIncident } from '../choose-incident.ts';
import { findPerson } from '../find-person.ts';
import type { InteractionContext } from '../interaction-context.ts';
import { INCIDENT_NOT_FOUND, reply } from '../replies.ts';
import { defineCommand } from './define-command.ts';
import { readIncidentId } from './read-arguments.ts';

/** What the people of an incident are called; who can't be looked up is left out. */
async function namesIn(context: InteractionContext, incident: Incident): Promise<Map<string, string>> {
  const found = await Promise.all(
    peopleIn(incident).map(async (id) => [id, (await findPerson(context, id))?.name] as const),
  );
  return new Map(found.flatMap(([id, name]) => (name === undefined ? [] : [[id, name] as const])));
}

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
    const ranking = rankCauses(incident.diagnosis, incident.answers ?? []);
    const markdown = renderPostMortem(incident, ranking, await namesIn(context, incident));
    return { content: renderReport(incidentId, markdown) };
  },
});
