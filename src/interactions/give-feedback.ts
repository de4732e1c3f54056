import { noted } from '../incidents/life-cycle.ts';
import type { Incident } from '../model/incident.ts';
import { putFeedback } from '../store/feedback-items.ts';
import { actOnIncident, type Done } from './act-on-incident.ts';
import type { Desk } from './desk.ts';

/** “That’s it”: the diagnosis was right. */
export async function confirmDiagnosis(desk: Desk, userId: string, incidentId: string): Promise<Done> {
  return give(desk, userId, incidentId, 'confirmed', 'confirmed the diagnosis', {});
}

/** “Not this”: it was something else, which counts against the runbook. */
export async function refuteDiagnosis(
  desk: Desk,
  userId: string,
  incidentId: string,
  { right, note }: { right: string; note: string },
): Promise<Done> {
  const what = `said it was not this, but ${right}${note ? `: ${note}` : ''}`;
  return give(desk, userId, incidentId, 'refuted', what, { right, ...(note ? { note } : {}) });
}

async function give(
  desk: Desk,
  userId: string,
  incidentId: string,
  verdict: 'confirmed' | 'refuted',
  what: string,
  more: { right?: string; note?: string },
): Promise<Done> {
  const nowMs = desk.nowMs();
  const detail = more.right ? `${verdict}, it was ${more.right}` : verdict;
  const done = await actOnIncident(
    desk,
    userId,
    { action: 'feedback', incidentId, detail },
    (known: Incident) => ({
      next: saysSo(known, what, userId) ? known : noted(known, { atMs: nowMs, what, by: userId }),
      said: 'Thank you: it is kept with the runbook, and counts in its health (Home tab).',
    }),
  );
  if (done.done) {
    const { runbook } = done.incident.diagnosis;
    await putFeedback(desk, { incidentId, runbook, userId, verdict, atMs: nowMs, ...more });
  }
  return done;
}

/** The same word of the same person again is no news. */
function saysSo({ timeline }: Incident, what: string, userId: string): boolean {
  return timeline.some((entry) => entry.what === what && entry.by === userId);
}
