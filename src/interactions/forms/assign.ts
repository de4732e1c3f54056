import { leadingTitle } from '../../incidents/leading-title.ts';
import { assign, noted } from '../../incidents/life-cycle.ts';
import type { Incident } from '../../model/incident.ts';
import { redact } from '../../redact/redact.ts';
import { cut } from '../../render/cut.ts';
import { person, plain } from '../../render/slack/mrkdwn.ts';
import { renderAssignView } from '../../render/slack/views/incident-forms.ts';
import { type Act, ALREADY_RESOLVED, actOnIncident } from '../act-on-incident.ts';
import type { InteractionContext } from '../interaction-context.ts';
import { sayInThread } from '../say-in-thread.ts';
import { type FormErrors, type IncidentForm, inPlainText } from './form.ts';

/** Hands an incident to somebody. */
export const assignForm: IncidentForm = {
  id: 'assign',
  view: (_, incident) => renderAssignView({ incidentId: incident.id, title: leadingTitle(incident) }),
  async submit(context, { userId }, { metadata: incidentId, values: { whom = '', note = '' } }) {
    if (!/^[UW][A-Z0-9]{2,20}$/.test(whom)) return { whom: 'Choose a person.' };
    const act = assigning(userId, whom, note.trim(), context.nowMs());
    const about = { action: 'assign', incidentId, detail: whom } as const;
    const outcome = await actOnIncident(context, userId, about, act);
    if (!outcome.done) return { whom: inPlainText(outcome.reply) };
    return outcome.changed ? hearOfIt(context, outcome.incident, { whom, note, userId }) : undefined;
  },
};

/** Mentions the new owner in the thread: being named on an edited card notifies nobody. */
async function hearOfIt(
  context: InteractionContext,
  incident: Incident,
  { whom, note, userId }: { whom: string; note: string; userId: string },
): Promise<FormErrors> {
  const title = plain(leadingTitle(incident));
  const from = whom === userId ? 'took this over' : `${person(userId)} handed this to you`;
  const said = `👤 ${person(whom)} ${from}: *${title}*${note.trim() ? `\n> ${plain(cut(redact(note.trim()), 400))}` : ''}`;
  try {
    await sayInThread(context, incident, `assigned-${incident.version}`, said);
    return undefined;
  } catch {
    return { whom: 'They have it now, but Slack did not take the message to them: write to them yourself.' };
  }
}

/** Makes somebody the owner, with a note for them. */
function assigning(userId: string, whom: string, note: string, nowMs: number): Act {
  return (known) => {
    if (known.state === 'resolved') return { next: known, reply: ALREADY_RESOLVED };
    const given = assign(known, whom, userId, nowMs);
    const next = note ? noted(given, { atMs: nowMs, what: `note: ${note}`, by: userId }) : given;
    return { next, reply: `${person(whom)} has it ${given === known ? 'already' : 'now'}.` };
  };
}
