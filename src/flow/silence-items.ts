import { covers } from '../incidents/covers.ts';
import type { Incident } from '../model/incident.ts';
import type { Silence } from '../model/silence.ts';
import type { StoreFlow } from './flow.ts';

const SILENCE = 'silence';
const KEPT_MS = 7 * 86_400_000;

/** Silences, those that ended in the last week too. */
export async function listSilences({ table, nowMs }: StoreFlow): Promise<Silence[]> {
  return (await table.list({ pk: SILENCE }, nowMs())).map(({ body }) => body as Silence);
}

/** Keeps a silence; the same id again takes its place. */
export async function putSilence({ table, nowMs }: StoreFlow, silence: Silence): Promise<void> {
  const item = {
    pk: SILENCE,
    sk: silence.id,
    version: 1,
    body: silence,
    expiresAtMs: silence.endMs + KEPT_MS,
  };
  await table.put(item, 'any', nowMs());
}

/** The silence that covers an incident the longest, if any does. */
export async function silenceOver(flow: StoreFlow, incident: Incident): Promise<Silence | undefined> {
  const covering = (await listSilences(flow)).filter((silence) => covers(silence, incident, flow.nowMs()));
  return covering.toSorted((a, b) => b.endMs - a.endMs)[0];
}
