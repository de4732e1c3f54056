import { noted } from '../incidents/life-cycle.ts';
import type { Incident } from '../model/incident.ts';
import { redact } from '../redact/redact.ts';
import { putFeedback } from '../store/feedback-items.ts';
import { type ActionOutcome, actOnIncident } from './act-on-incident.ts';
import type { InteractionContext } from './interaction-context.ts';

/** “That’s it”: the diagnosis was right. */
export async function confirmDiagnosis(
  context: InteractionContext,
  userId: string,
  incidentId: string,
): Promise<ActionOutcome> {
  return give(context, userId, incidentId, 'confirmed', 'confirmed the diagnosis', {});
}

/** “Not this”: it was something else, which counts against the runbook. */
export async function refuteDiagnosis(
  context: InteractionContext,
  userId: string,
  incidentId: string,
  { right, note }: { right: string; note: string },
): Promise<ActionOutcome> {
  // As the story keeps it, so that the same word is known again.
  const what = redact(`said it was not this, but ${right}${note ? `: ${note}` : ''}`);
  return give(context, userId, incidentId, 'refuted', what, { right, ...(note ? { note } : {}) });
}

async function give(
  context: InteractionContext,
  userId: string,
  incidentId: string,
  verdict: 'confirmed' | 'refuted',
  what: string,
  more: { right?: string; note?: string },
): Promise<ActionOutcome> {
  const nowMs = context.nowMs();
  const detail = more.right ? `${verdict}, it was ${more.right}` : verdict;
  const done = await actOnIncident(
    context,
    userId,
    { action: 'feedback', incidentId, detail },
    (known: Incident) => ({
      next: saysSo(known, what, userId) ? known : noted(known, { atMs: nowMs, what, by: userId }),
      reply: 'Thank you: it is kept with the runbook, and counts in its health (Home tab).',
    }),
  );
  if (done.done) {
    const { runbook } = done.incident.diagnosis;
    await putFeedback(context, { incidentId, runbook, userId, verdict, atMs: nowMs, ...more });
  }
  return done;
}

/** The same word of the same person again is no news. */
function saysSo({ timeline }: Incident, what: string, userId: string): boolean {
  return timeline.some((entry) => entry.what === what && entry.by === userId);
}
