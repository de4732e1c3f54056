import { acknowledging, actOnIncident, announceChange } from '../act-on-incident.ts';
import { chooseIncident } from '../choose-incident.ts';
import { defineCommand } from './define-command.ts';
import { readIncidentId } from './read-arguments.ts';

/** `/triage acknowledge`: makes the person the owner of an incident. */
export const acknowledge = defineCommand<{ incident?: string }>({
  name: 'acknowledge',
  aliases: ['ack'],
  arguments: '[incident]',
  does: 'take it: your name is on its card, repeats stop',
  example: 'ack 0123456789abcdef-1',
  isQuestion: false,
  parse: ({ words }) => readIncidentId(words),
  async run(context, { userId }, { incident }) {
    const chosen = await chooseIncident(context, 'acknowledge', incident);
    if ('answer' in chosen) return chosen.answer;
    const { incidentId } = chosen;
    const about = { action: 'acknowledge', incidentId } as const;
    const outcome = await actOnIncident(context, userId, about, acknowledging(userId, context.nowMs()));
    return announceChange(outcome, userId, 'has it now');
  },
});
