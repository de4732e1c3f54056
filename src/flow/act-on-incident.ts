import { parseIncidentId } from '../incidents/fingerprint.ts';
import { acknowledge, noted, resolve } from '../incidents/life-cycle.ts';
import type { Incident } from '../model/incident.ts';
import type { StoreFlow } from './flow.ts';
import { changeIncident } from './incident-items.ts';
import { putSilence } from './silence-items.ts';

/** What a person asked for by a button of the card. `durationMs` and `reason` are a silence's. */
export interface ActionRequest {
  action: 'acknowledge' | 'resolve' | 'silence';
  incidentId: string;
  userId: string;
  durationMs?: number;
  reason?: string;
}

const HOUR_MS = 3_600_000;
const GONE = 'This incident is over and a later one has taken its place: use the buttons of the latest card.';

/** Does what a person asked for and says what was done. The card is changed by notify, which is told of it. */
export async function actOnIncident(flow: StoreFlow, request: ActionRequest): Promise<{ said: string }> {
  const parts = parseIncidentId(request.incidentId);
  if (!parts) return { said: 'That is no incident of ours.' };
  const outcome = { said: GONE };
  const incident = await changeIncident(flow, parts.fingerprint, (known) => {
    if (known?.episode !== parts.episode) return known;
    const { next, said } = act(known, request, flow);
    outcome.said = said;
    return next;
  });
  if (!incident || incident.episode !== parts.episode) return { said: GONE };
  if (request.action === 'silence' && incident.state === 'open') await silence(flow, incident, request);
  await flow.queue.send(incident.id, 0);
  return outcome;
}

function act(
  known: Incident,
  request: ActionRequest,
  { nowMs, config }: StoreFlow,
): { next: Incident; said: string } {
  const { action, userId } = request;
  if (known.state === 'resolved') return { next: known, said: 'It is resolved already.' };
  if (action === 'acknowledge') {
    if (known.owner?.user === userId) return { next: known, said: 'You have it already.' };
    return { next: acknowledge(known, userId, nowMs()), said: 'You have it now. Reminders stop.' };
  }
  if (action === 'resolve')
    return { next: resolve(known, { atMs: nowMs(), why: 'person', by: userId }), said: 'Resolved.' };
  const durationMs = durationOf(request, config.longestSilenceMs);
  const minutes = Math.round(durationMs / 60_000);
  const what = `silenced for ${minutes} min${request.reason ? `: ${request.reason}` : ''}`;
  return {
    next: noted(known, { atMs: nowMs(), what, by: userId }),
    said: `Silenced for ${minutes} minutes. What comes meanwhile is counted, and the end is told in the thread.`,
  };
}

function durationOf({ durationMs = HOUR_MS }: ActionRequest, longestMs: number): number {
  return Math.min(Math.max(60_000, durationMs), longestMs);
}

async function silence(flow: StoreFlow, incident: Incident, request: ActionRequest): Promise<void> {
  const startMs = flow.nowMs();
  const { severity: _, ...matchers } = incident.labels;
  const card = incident.notified.messages['card'];
  await putSilence(flow, {
    // A double click within the minute is one silence.
    id: `${incident.id}-${Math.floor(startMs / 60_000)}`,
    matchers,
    startMs,
    endMs: startMs + durationOf(request, flow.config.longestSilenceMs),
    author: request.userId,
    reason: request.reason ?? 'from the card',
    ...(card ? { tell: { channel: card.channel, threadTs: card.ts } } : {}),
  });
}
