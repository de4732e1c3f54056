import type { Answer } from '../../model/answer.ts';
import { ROLES, type Role } from '../../model/input.ts';
import type { GivenEvidence } from '../../model/work.ts';
import { renderPasteView } from '../../render/slack/views/paste-view.ts';
import type { Actor, InteractionContext } from '../interaction-context.ts';
import { reply } from '../replies.ts';
import { startWork } from '../start-work.ts';
import type { Form, FormErrors, Submitted } from './form.ts';

/** Takes pasted or uploaded evidence and starts its triage. */
export const pasteForm: Form = {
  id: 'paste',
  submit: (context, actor, submitted) =>
    submit(context, { ...actor, ...placeIn(submitted.metadata) }, submitted),
};

/** Opens the form. It remembers where to answer. */
export async function openPasteForm(context: InteractionContext, actor: Actor): Promise<Answer | undefined> {
  if (!actor.triggerId)
    return reply('Type evidence behind `/triage`, or upload it with the form of `/triage paste`.');
  const place = JSON.stringify({ responseUrl: actor.responseUrl, channel: actor.channel });
  await context.views.open(actor.triggerId, renderPasteView(place));
  return undefined;
}

async function submit(
  context: InteractionContext,
  actor: Actor,
  { values, fileIds }: Submitted,
): Promise<FormErrors> {
  const text = values['evidence'] ?? '';
  const role = ROLES.find((one) => one === values['role']);
  const evidence = evidenceOf(text, fileIds, role);
  if (evidence.length === 0) return { evidence: 'Paste something, or upload a file.' };
  const { content } = await startWork(context, actor, { do: 'triage', evidence });
  if (actor.responseUrl) await context.replies.send(actor.responseUrl, { content }).catch(() => undefined);
  return undefined;
}

function evidenceOf(text: string, fileIds: readonly string[], role: Role | undefined): GivenEvidence[] {
  const whose = role ? { role } : {};
  const pasted = text.trim() === '' ? [] : [{ name: 'pasted', text, ...whose }];
  return [...pasted, ...fileIds.map((fileId) => ({ fileId, ...whose }))];
}

/** The place that the form was opened with; nothing where it can't be read. */
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
