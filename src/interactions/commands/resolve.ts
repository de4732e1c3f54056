import { actOnIncident, announceChange, resolving } from '../act-on-incident.ts';
import { chooseIncident } from '../choose-incident.ts';
import { defineCommand } from './define-command.ts';
import { readIncidentId } from './read-arguments.ts';

/** `/triage resolve`: ends an incident. */
export const resolve = defineCommand<{ incident?: string }>({
  name: 'resolve',
  arguments: '[incident]',
  does: 'say that it is over',
  example: 'resolve 0123456789abcdef-1',
  isQuestion: false,
  parse: ({ words }) => readIncidentId(words),
  async run(context, { userId }, { incident }) {
    const chosen = await chooseIncident(context, 'resolve', incident);
    if ('answer' in chosen) return chosen.answer;
    const { incidentId } = chosen;
    const about = { action: 'resolve', incidentId } as const;
    const outcome = await actOnIncident(context, userId, about, resolving(userId, context.nowMs()));
    return announceChange(outcome, userId, 'resolved it');
  },
});
