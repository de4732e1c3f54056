import { leadingTitle } from '../../incidents/leading-title.ts';
import { renderNoteView } from '../../render/slack/views/incident-forms.ts';
import { addNote } from '../add-note.ts';
import { type IncidentForm, inPlainText } from './form.ts';

/** “Add a note…”: what a person found out, for the story and the post-mortem. */
export const noteForm: IncidentForm = {
  id: 'note',
  takesResolved: true,
  view: (_, incident) => renderNoteView({ incidentId: incident.id, title: leadingTitle(incident) }),
  async submit(context, { userId }, { metadata: incidentId, values: { note = '' } }) {
    if (note.trim() === '') return { note: 'Write what is to be noted.' };
    const outcome = await addNote(context, userId, incidentId, note);
    return outcome.done ? undefined : { note: inPlainText(outcome.reply) };
  },
};
