import { leadingTitle } from '../../incidents/leading-title.ts';
import { assign, noted } from '../../incidents/life-cycle.ts';
import { person } from '../../render/slack/mrkdwn.ts';
import { renderAssignView } from '../../render/slack/views/incident-forms.ts';
import { type Act, ALREADY_RESOLVED, actOnIncident } from '../act-on-incident.ts';
import { type IncidentForm, inPlainText } from './form.ts';

/** Hands an incident to somebody. */
export const assignForm: IncidentForm = {
  id: 'assign',
  view: (_, incident) => renderAssignView({ incidentId: incident.id, title: leadingTitle(incident) }),
  async submit(context, { userId }, { metadata: incidentId, values: { whom = '', note = '' } }) {
    if (!/^[UW][A-Z0-9]{2,20}$/.test(whom)) return { whom: 'Choose a person.' };
    const act = assigning(userId, whom, note.trim(), context.nowMs());
    const about = { action: 'assign', incidentId, detail: whom } as const;
    const outcome = await actOnIncident(context, userId, about, act);
    return outcome.done ? undefined : { whom: inPlainText(outcome.reply) };
  },
};

/** Makes somebody the owner, with a note for them. */
function assigning(userId: string, whom: string, note: string, nowMs: number): Act {
  return (known) => {
    if (known.state === 'resolved') return { next: known, reply: ALREADY_RESOLVED };
    const given = assign(known, whom, userId, nowMs);
    const next = note ? noted(given, { atMs: nowMs, what: `note: ${note}`, by: userId }) : given;
    return { next, reply: `${person(whom)} has it ${given === known ? 'already' : 'now'}.` };
  };
}
