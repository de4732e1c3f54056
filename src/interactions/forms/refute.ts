import { leadingTitle } from '../../incidents/leading-title.ts';
import type { Incident } from '../../model/incident.ts';
import { renderRefuteView } from '../../render/slack/views/incident-forms.ts';
import { refuteDiagnosis } from '../give-feedback.ts';
import type { InteractionContext } from '../interaction-context.ts';
import type { IncidentForm } from './form.ts';

/** “Not this”: says what it was instead. */
export const refuteForm: IncidentForm = {
  id: 'refute',
  takesResolved: true,
  view: (context, incident) =>
    renderRefuteView(
      { incidentId: incident.id, title: leadingTitle(incident) },
      likeliestFirst(context, incident),
    ),
  async submit(context, { userId }, { metadata: incidentId, values: { right = '', note = '' } }) {
    if (right === '') return { right: 'Choose what it was.' };
    const outcome = await refuteDiagnosis(context, userId, incidentId, { right, note });
    return outcome.done ? undefined : { right: outcome.reply };
  },
};

/** The alternatives of the diagnosis come first, then all other runbooks by title. */
function likeliestFirst(
  { library }: InteractionContext,
  { diagnosis }: Incident,
): { id: string; title: string }[] {
  const near = new Set((diagnosis.alternatives ?? []).map(({ runbook }) => runbook));
  return library
    .runbooks()
    .filter(({ id }) => id !== diagnosis.runbook)
    .toSorted((a, b) => Number(near.has(b.id)) - Number(near.has(a.id)) || (a.title < b.title ? -1 : 1))
    .map(({ id, title }) => ({ id, title }));
}
