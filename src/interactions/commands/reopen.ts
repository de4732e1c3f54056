import { actOnIncident, announceChange, reopening } from '../act-on-incident.ts';
import { chooseIncident } from '../choose-incident.ts';
import { defineCommand } from './define-command.ts';
import { readIncidentId } from './read-arguments.ts';

/** `/triage reopen`: opens a resolved incident again. */
export const reopen = defineCommand<{ incident: string }>({
  name: 'reopen',
  arguments: '<incident>',
  does: 'open a resolved one again: it is yours',
  example: 'reopen 0123456789abcdef-1',
  isQuestion: false,
  parse({ words }) {
    const read = readIncidentId(words);
    if ('misread' in read) return read;
    return read.incident === undefined
      ? { misread: 'The incident id is missing; it is in the thread of the card.' }
      : { incident: read.incident };
  },
  async run(context, { userId }, { incident }) {
    const chosen = await chooseIncident(context, 'reopen', incident);
    if ('answer' in chosen) return chosen.answer;
    const about = { action: 'reopen', incidentId: chosen.incidentId } as const;
    const act = reopening(userId, context.nowMs(), context.config.incidents.quietMs);
    return announceChange(await actOnIncident(context, userId, about, act), userId, 'opened it again');
  },
});
