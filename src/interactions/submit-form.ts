import { cut } from '../render/cut.ts';
import { bare } from '../render/slack/mrkdwn.ts';
import { findIncident } from '../store/incident-items.ts';
import { actOnIncident } from './act-on-incident.ts';
import { assigning } from './acts.ts';
import { authorize } from './authorize.ts';
import { refuteDiagnosis } from './give-feedback.ts';
import type { Actor, InteractionContext } from './interaction-context.ts';
import { takePaste } from './paste.ts';
import { setSilence } from './set-silence.ts';
import { scopesOf } from './silence-scopes.ts';

/** Callback ids of all forms. */
export const FORM_IDS = ['silence', 'assign', 'refute', 'paste'] as const;

/** What a form held when it was sent: by the name of each field. */
export interface Submitted {
  form: string;
  metadata: string;
  values: Readonly<Record<string, string>>;
  fileIds: readonly string[];
}

/** Errors to show in the form, by field; undefined when all went well and the form may close. */
export type FormErrors = Readonly<Record<string, string>> | undefined;

/** Does what a form asks for. */
export async function submitForm(
  context: InteractionContext,
  actor: Actor,
  submitted: Submitted,
): Promise<FormErrors> {
  const { form, metadata, values, fileIds } = submitted;
  switch (form) {
    case 'silence':
      return submitSilence(context, actor, metadata, values);
    case 'assign':
      return submitAssign(context, actor, metadata, values);
    case 'refute': {
      const { right = '', note = '' } = values;
      if (right === '') return { right: 'Choose what it was.' };
      const done = await refuteDiagnosis(context, actor.userId, metadata, { right, note });
      return done.done ? undefined : { right: done.reply };
    }
    case 'paste':
      return takePaste(
        context,
        { ...actor, ...placeIn(metadata) },
        { text: values['evidence'] ?? '', fileIds, ...(values['role'] ? { role: values['role'] } : {}) },
      );
    default:
      return undefined;
  }
}

async function submitAssign(
  context: InteractionContext,
  { userId }: Actor,
  incidentId: string,
  { whom = '', note = '' }: Submitted['values'],
): Promise<FormErrors> {
  if (!/^[UW][A-Z0-9]{2,20}$/.test(whom)) return { whom: 'Choose a person.' };
  const act = assigning(userId, whom, note.trim(), context.nowMs());
  const done = await actOnIncident(context, userId, { action: 'assign', incidentId, detail: whom }, act);
  return done.done ? undefined : { whom: plainWords(done.reply) };
}

async function submitSilence(
  context: InteractionContext,
  { userId }: Actor,
  incidentId: string,
  { duration = '', scope = '', reason = '' }: Submitted['values'],
): Promise<FormErrors> {
  const why = reason.trim();
  if (why.length < 3) return { reason: 'Say why: whoever wonders later will ask for it.' };
  const durationMs = Number(duration);
  if (!(durationMs > 0)) return { duration: 'Choose how long.' };
  const incident = await findIncident(context, incidentId);
  if (!incident || incident.state === 'resolved')
    return { reason: 'This incident is over meanwhile: close this form.' };
  const chosen = scopesOf(incident).find(({ value }) => value === scope);
  if (!chosen) return { scope: 'Choose how far it reaches.' };
  const allowed = await authorize(context, userId, 'silence', {
    target: incidentId,
    detail: `${chosen.label}: ${why}`,
  });
  if (!allowed.ok) return { reason: plainWords(allowed.refusal) };
  const card = incident.notified.messages['card'];
  await setSilence(context, {
    kind: 'silence',
    matchers: chosen.matchers,
    isExact: chosen.isExact,
    startMs: context.nowMs(),
    durationMs,
    reason: why,
    userId,
    ...(card ? { thread: { channel: card.channel, threadTs: card.ts } } : {}),
  });
  return undefined;
}

/** Forms show plain text: of a name only the id can stand there. */
function plainWords(mrkdwn: string): string {
  return cut(bare(mrkdwn.replaceAll(/<[!@](?:subteam\^)?([A-Z0-9]+)>/g, '$1')), 300);
}

function placeIn(metadata: string): { responseUrl?: string; channel?: string } {
  try {
    const { responseUrl, channel } = JSON.parse(metadata) as { responseUrl?: unknown; channel?: unknown };
    return {
      ...(typeof responseUrl === 'string' ? { responseUrl } : {}),
      ...(typeof channel === 'string' ? { channel } : {}),
    };
  } catch {
    return {};
  }
}
