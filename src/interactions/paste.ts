import type { Answer } from '../model/answer.ts';
import { ROLES, type Role } from '../model/input.ts';
import type { GivenEvidence } from '../model/work.ts';
import { textMessage } from '../render/slack/answers/text-message.ts';
import { renderPasteView } from '../render/slack/views/paste-view.ts';
import type { Actor, InteractionContext } from './interaction-context.ts';
import { startWork } from './start-work.ts';

/** Opens the form that takes pasted or uploaded evidence. */
export async function openPaste(context: InteractionContext, actor: Actor): Promise<Answer | undefined> {
  if (!actor.triggerId)
    return {
      content: textMessage('Type evidence behind `/triage`, or upload it with the form of `/triage paste`.'),
    };
  const place = JSON.stringify({ responseUrl: actor.responseUrl, channel: actor.channel });
  await context.views.open(actor.triggerId, renderPasteView(place));
  return undefined;
}

/** Takes what the form holds; the errors of the form where it holds nothing. */
export async function takePaste(
  context: InteractionContext,
  actor: Actor,
  { text, fileIds, role }: { text: string; fileIds: readonly string[]; role?: string },
): Promise<Record<string, string> | undefined> {
  const whose = isRole(role) ? { role } : {};
  const evidence: GivenEvidence[] = [
    ...(text.trim() === '' ? [] : [{ name: 'pasted', text, ...whose }]),
    ...fileIds.map((fileId) => ({ fileId, ...whose })),
  ];
  if (evidence.length === 0) return { evidence: 'Paste something, or upload a file.' };
  const { content } = await startWork(context, actor, { do: 'triage', evidence });
  if (actor.responseUrl) await context.replies.send(actor.responseUrl, { content }).catch(() => undefined);
  return undefined;
}

function isRole(word: string | undefined): word is Role {
  return ROLES.some((role) => role === word);
}
