import { leadingTitle } from '../../incidents/leading-title.ts';
import { matchesLabels } from '../../incidents/silence-matching.ts';
import type { Incident } from '../../model/incident.ts';
import type { View } from '../../model/view.ts';
import { moment, person, plain } from '../../render/slack/mrkdwn.ts';
import { renderSilenceView } from '../../render/slack/views/incident-forms.ts';
import { findIncident } from '../../store/incident-items.ts';
import { authorize } from '../authorize.ts';
import type { Actor, InteractionContext } from '../interaction-context.ts';
import { sayInThread } from '../say-in-thread.ts';
import { scopesOf, seenLastDay, setSilence } from '../set-silence.ts';
import { type FormErrors, type IncidentForm, inPlainText, type Submitted } from './form.ts';

/** Mutes an incident, or more incidents like it, for a time. */
export const silenceForm: IncidentForm = { id: 'silence', view: viewOf, submit };

async function viewOf(context: InteractionContext, incident: Incident): Promise<View> {
  const seen = await seenLastDay(context);
  const scopes = scopesOf(incident).map(({ value, label, matchers, isExact }) => ({
    value,
    label,
    lastDay: seen.filter((labels) => matchesLabels({ matchers, isExact }, labels)).length,
  }));
  const about = { incidentId: incident.id, title: leadingTitle(incident) };
  return renderSilenceView({ ...about, longestMs: context.config.longestSilenceMs }, scopes);
}

async function submit(
  context: InteractionContext,
  { userId }: Actor,
  { metadata: incidentId, values }: Submitted,
): Promise<FormErrors> {
  const reason = (values['reason'] ?? '').trim();
  if (reason.length < 3) return { reason: 'Say why: it will be asked for later.' };
  const durationMs = Number(values['duration'] ?? '');
  if (!(durationMs > 0)) return { duration: 'Choose how long.' };
  const incident = await findIncident(context, incidentId);
  if (!incident || incident.state === 'resolved')
    return { reason: 'This incident has ended: close this form.' };
  const scope = scopesOf(incident).find(({ value }) => value === values['scope']);
  if (!scope) return { scope: 'Choose how far it reaches.' };
  const detail = `${scope.label}: ${reason}`;
  const allowed = await authorize(context, userId, 'silence', { target: incidentId, detail });
  if (!allowed.ok) return { reason: inPlainText(allowed.refusal) };
  const card = incident.notified.messages['card'];
  const silence = await setSilence(context, {
    kind: 'silence',
    matchers: scope.matchers,
    isExact: scope.isExact,
    startMs: context.nowMs(),
    durationMs,
    reason,
    userId,
    ...(card ? { thread: { channel: card.channel, threadTs: card.ts } } : {}),
    ...(scope.value === 'incident' ? { incident: incidentId } : {}),
  });
  const said = `🔕 ${person(userId)} silenced ${plain(scope.label)} until ${moment(silence.endMs)}: ${plain(silence.reason)}`;
  await sayInThread(context, incident, `silenced-${silence.id}`, said).catch(() => undefined);
  return undefined;
}
