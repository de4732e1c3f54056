import { routeOf } from '../incidents/match-config.ts';
import type { Failure } from '../model/failure.ts';
import { renderBareCard } from '../render/slack/bare-card.ts';
import { labelsOf } from '../store/incident-head.ts';
import { listActive } from '../store/incident-lists.ts';
import { recordInternalError } from '../store/internal-error-items.ts';
import type { ChatContext } from './notify-context.ts';
import { sendOnce } from './send-once.ts';

/** Slack may be asked to wait, or refuse: then the bare card is tried again. */
const RETRY_MS = 60_000;
const HINT =
  'The log of notify says what failed. It is tried again each hour, so after a deployment that fixes it nothing else is to be done.';

/** Records, for the operators, that an incident could not be shown, wholly or in part. */
export async function recordDamage(
  context: ChatContext,
  id: string,
  failures: readonly Failure[],
  isWhole: boolean,
): Promise<void> {
  const parts = [...new Set(failures.map(({ what }) => what))].join(', ');
  const what = isWhole ? 'it could not be shown in Slack' : `failed: ${parts}`;
  await recordInternalError(context, { subject: subjectOf(id), what, hint: HINT, isWhole });
}

/** The subject under which an incident's internal errors are kept. */
export function subjectOf(incidentId: string): string {
  return `incident ${incidentId}`;
}

/**
 * Posts the title, system and id of an open incident that can't be read or handled otherwise, once. Gives the number of messages sent,
 * and when to try again.
 */
export async function notifyDamaged(
  context: ChatContext,
  id: string,
): Promise<{ sent: number; retryAfterMs?: number }> {
  const head = (await listActive(context)).find((one) => one.id === id);
  if (!head || head.state === 'resolved' || head.explained) return { sent: 0 };
  const { channel } = routeOf(context.config, labelsOf(head));
  const content = renderBareCard({ ...head, labels: labelsOf(head), diagnosis: { title: head.title } });
  const posted = await sendOnce(context, `bare-card:${id}`, { channel, content });
  if (posted === 'waiting') return { sent: 0, retryAfterMs: RETRY_MS };
  return { sent: posted === 'posted' ? 1 : 0 };
}
