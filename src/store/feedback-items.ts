import type { Feedback } from '../model/feedback.ts';
import { redact } from '../redact/redact.ts';
import type { StoreContext } from './store-context.ts';

const FEEDBACK = 'feedback';
const KEPT_MS = 400 * 86_400_000;

/** Stores a person's verdict on a diagnosis, with the secrets in it masked. A later one by the same person on the same incident replaces it. */
export async function putFeedback({ table, nowMs }: StoreContext, feedback: Feedback): Promise<void> {
  const { runbook, incidentId, userId } = feedback;
  const head = { ...feedback, ...(feedback.note ? { note: redact(feedback.note) } : {}) };
  const item = { pk: FEEDBACK, sk: `${runbook}#${incidentId}#${userId}`, version: 1, head };
  await table.put({ ...item, expiresAtMs: nowMs() + KEPT_MS }, 'any', nowMs());
}

/** All feedback, by runbook. */
export async function listFeedback({ table, nowMs }: StoreContext): Promise<Feedback[]> {
  const items = await table.list({ pk: FEEDBACK }, nowMs());
  return items.map(({ head }) => head as unknown as Feedback);
}
