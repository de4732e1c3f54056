import { announceChange } from '../act-on-incident.ts';
import { addNote } from '../add-note.ts';
import { chooseIncident } from '../choose-incident.ts';
import { defineCommand } from './define-command.ts';
import { isIncidentId } from './read-arguments.ts';

/** `/triage note`: writes what a person knows into the story of an incident. */
export const note = defineCommand<{ incident?: string; text: string }>({
  name: 'note',
  arguments: '[incident] <what you know>',
  does: 'add a note to its timeline and post-mortem',
  example: 'note 0123456789abcdef-1 the failover began at 09:10',
  isQuestion: false,
  parse({ words, text }) {
    const [first = '', ...rest] = words;
    const given = isIncidentId(first) ? { incident: first, text: rest.join(' ') } : { text: text.trim() };
    return given.text === '' ? { misread: 'The note is missing.' } : given;
  },
  async run(context, { userId }, { incident, text }) {
    const chosen = await chooseIncident(context, 'note', incident, text);
    if ('answer' in chosen) return chosen.answer;
    return announceChange(await addNote(context, userId, chosen.incidentId, text), userId, 'added a note');
  },
});
