import { isActive, matchesLabels, mutes } from '../incidents/silence-matching.ts';
import type { MaintenanceWindow } from '../model/config.ts';
import type { Incident } from '../model/incident.ts';
import type { Silence } from '../model/silence.ts';
import { redact } from '../redact/redact.ts';
import type { StoreContext } from './store-context.ts';
import { upgrade } from './upgrade.ts';

const SILENCE = 'silence';
const KEPT_MS = 7 * 86_400_000;

/** Silences and maintenance windows, with those that ended in the last week, and the windows of the configuration. */
export async function listSilences({ table, nowMs, config }: StoreContext): Promise<Silence[]> {
  const kept = (await table.list({ pk: SILENCE }, nowMs())).map(({ body }) => upgrade<Silence>(body));
  return [...kept, ...config.maintenance.map(plannedWindow)];
}

/** A silence by its id. */
export async function findSilence(context: StoreContext, id: string): Promise<Silence | undefined> {
  return (await listSilences(context)).find((silence) => silence.id === id);
}

/** Stores a silence, with the secrets in its reason masked; another one with the same id replaces it. */
export async function putSilence(
  { table, nowMs }: Pick<StoreContext, 'table' | 'nowMs'>,
  silence: Silence,
): Promise<void> {
  const item = {
    pk: SILENCE,
    sk: silence.id,
    version: 1,
    body: { ...silence, reason: redact(silence.reason) },
    expiresAtMs: silence.endMs + KEPT_MS,
  };
  await table.put(item, 'any', nowMs());
}

/** The silence that matches an incident and ends last, if any. */
export async function silenceOver(context: StoreContext, incident: Incident): Promise<Silence | undefined> {
  return longestOver(await listSilences(context), incident, context.nowMs());
}

/** The same, from silences that are already listed. */
export function longestOver(
  silences: readonly Silence[],
  incident: Incident,
  nowMs: number,
): Silence | undefined {
  const covering = silences.filter((silence) => mutes(silence, incident, nowMs));
  return covering.toSorted((a, b) => b.endMs - a.endMs)[0];
}

/** The maintenance window in which an incident was first seen, if any. */
export function windowOf(
  silences: readonly Silence[],
  { labels, firstSeenMs }: Incident,
): Silence | undefined {
  return silences.find(
    (silence) =>
      silence.kind === 'maintenance' && isActive(silence, firstSeenMs) && matchesLabels(silence, labels),
  );
}

function plannedWindow({ name, match, fromMs, toMs }: MaintenanceWindow): Silence {
  const id = `planned-${fromMs}-${name.replaceAll(/[^\w-]+/g, '-')}`;
  return { id, kind: 'maintenance', matchers: match, startMs: fromMs, endMs: toMs, reason: name };
}
