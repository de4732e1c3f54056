import { isActive } from '../incidents/silence-matching.ts';
import type { Silence } from '../model/silence.ts';
import { findIncident } from '../store/incident-items.ts';
import { putSilence } from '../store/silence-items.ts';
import type { StoreContext } from '../store/store-context.ts';

/** Ends the silences of single incidents that are over and can't come back as the same incident any more. */
export async function endSilencesOfPast(context: StoreContext, silences: readonly Silence[]): Promise<void> {
  const nowMs = context.nowMs();
  for (const silence of silences) {
    if (silence.incident === undefined || !isActive(silence, nowMs)) continue;
    const incident = await findIncident(context, silence.incident);
    const overMs = incident?.state === 'resolved' ? (incident.resolution?.atMs ?? 0) : Infinity;
    if (incident && nowMs - overMs <= context.config.incidents.flapMs) continue;
    const { thread: _, ...rest } = silence;
    await putSilence(context, { ...rest, endedMs: nowMs });
  }
}
