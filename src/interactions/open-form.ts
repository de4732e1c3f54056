import { matchesLabels } from '../incidents/silence-matching.ts';
import type { Answer } from '../model/answer.ts';
import type { Incident } from '../model/incident.ts';
import type { View } from '../model/view.ts';
import { textMessage } from '../render/slack/answers/text-message.ts';
import {
  renderAssignView,
  renderRefuteView,
  renderSilenceView,
} from '../render/slack/views/incident-forms.ts';
import { findIncident } from '../store/incident-items.ts';
import type { Actor, InteractionContext } from './interaction-context.ts';
import { seenLastDay } from './set-silence.ts';
import { scopesOf } from './silence-scopes.ts';

/** Opens the form of an action that needs more than one word. An incident that is over has none. */
export async function openForm(
  context: InteractionContext,
  actor: Actor,
  form: 'assign' | 'silence' | 'refute',
  incidentId: string,
): Promise<Answer | undefined> {
  const incident = await findIncident(context, incidentId);
  if (!incident) return { content: textMessage('There is no such incident (any more).') };
  if (incident.state === 'resolved' && form !== 'refute')
    return { content: textMessage('It is resolved already.') };
  if (!actor.triggerId) return { content: textMessage('Slack gave no way to open a form: press it again.') };
  await context.views.open(actor.triggerId, await viewOf(context, form, incident));
  return undefined;
}

async function viewOf(
  context: InteractionContext,
  form: 'assign' | 'silence' | 'refute',
  incident: Incident,
): Promise<View> {
  const about = { incidentId: incident.id, title: incident.diagnosis.title };
  if (form === 'assign') return renderAssignView(about);
  if (form === 'refute') return renderRefuteView(about, likeliestFirst(context, incident));
  const seen = await seenLastDay(context);
  const scopes = scopesOf(incident).map(({ value, label, matchers, isExact }) => ({
    value,
    label,
    lastDay: seen.filter((labels) => matchesLabels({ matchers, isExact }, labels)).length,
  }));
  return renderSilenceView({ ...about, longestMs: context.config.longestSilenceMs }, scopes);
}

/** Runbooks that the diagnosis itself names as alternatives come first, then all others by title. */
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
