import type { Answer } from '../model/answer.ts';
import { ROLES, type Role } from '../model/input.ts';
import type { GivenEvidence } from '../model/work.ts';
import { said } from '../render/slack/answers/said.ts';
import { renderPasteView } from '../render/slack/views/paste-view.ts';
import type { Asker, Desk } from './desk.ts';
import { startWork } from './start-work.ts';

/** Opens the form that takes pasted or uploaded evidence. */
export async function openPaste(desk: Desk, asker: Asker): Promise<Answer | undefined> {
  if (!asker.triggerId)
    return {
      content: said('Type evidence behind `/triage`, or upload it with the form of `/triage paste`.'),
    };
  const place = JSON.stringify({ responseUrl: asker.responseUrl, channel: asker.channel });
  await desk.views.open(asker.triggerId, renderPasteView(place));
  return undefined;
}

/** Takes what the form holds; the errors of the form where it holds nothing. */
export async function takePaste(
  desk: Desk,
  asker: Asker,
  { text, fileIds, role }: { text: string; fileIds: readonly string[]; role?: string },
): Promise<Record<string, string> | undefined> {
  const whose = isRole(role) ? { role } : {};
  const evidence: GivenEvidence[] = [
    ...(text.trim() === '' ? [] : [{ name: 'pasted', text, ...whose }]),
    ...fileIds.map((fileId) => ({ fileId, ...whose })),
  ];
  if (evidence.length === 0) return { evidence: 'Paste something, or upload a file.' };
  const { content } = await startWork(desk, asker, { do: 'triage', evidence });
  if (asker.responseUrl) await desk.replies.send(asker.responseUrl, { content }).catch(() => undefined);
  return undefined;
}

function isRole(word: string | undefined): word is Role {
  return ROLES.some((role) => role === word);
}
