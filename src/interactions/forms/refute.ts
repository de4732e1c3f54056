import { leadingTitle } from '../../incidents/leading-title.ts';
import type { Incident } from '../../model/incident.ts';
import { redact } from '../../redact/redact.ts';
import { cut } from '../../render/cut.ts';
import { inlineCode, person, plain } from '../../render/slack/mrkdwn.ts';
import { renderRefuteView } from '../../render/slack/views/incident-forms.ts';
import { refuteDiagnosis } from '../give-feedback.ts';
import type { InteractionContext } from '../interaction-context.ts';
import { sayInThread } from '../say-in-thread.ts';
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
    if (!outcome.done) return { right: outcome.reply };
    const was =
      right === 'no-incident'
        ? 'nothing was wrong'
        : `it was ${right === 'none' ? 'something else' : inlineCode(right)}`;
    const because = note.trim() ? `: ${plain(cut(redact(note.trim()), 300))}` : '.';
    const said = `👎 ${person(userId)} says that this diagnosis is wrong, ${was}${because} It counts against the runbook.`;
    if (outcome.changed)
      await sayInThread(context, outcome.incident, `refuted-${outcome.incident.version}`, said).catch(
        () => undefined,
      );
    return undefined;
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
