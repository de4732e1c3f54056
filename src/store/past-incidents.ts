import type { Expected } from '../ports.ts';
import { type IncidentHead, lastSeen } from './incident-head.ts';
import type { StoreContext } from './store-context.ts';
import { upgrade } from './upgrade.ts';

const PAST = 'past-incident';

type Store = Pick<StoreContext, 'table' | 'nowMs'>;

/** Lists an incident that is over under the time it was last seen. The same one again replaces it. */
export async function putPast(
  { table, nowMs }: Store,
  head: IncidentHead,
  expiresAtMs: number,
  expected: Expected = 'any',
): Promise<void> {
  const item = { pk: PAST, sk: pastKey(head), version: 1, head: { ...head }, expiresAtMs };
  await table.put(item, expected, nowMs());
}

/** Heads of incidents that are over and were last seen at or after a time (epoch milliseconds), each once: one that came back has several. */
export async function listPast({ table, nowMs }: Store, sinceMs: number): Promise<IncidentHead[]> {
  const items = await table.list({ pk: PAST, from: timeKey(sinceMs) }, nowMs());
  const heads = items.map(({ head }) => upgrade<IncidentHead>(head));
  return [...new Map(heads.map((head) => [head.id, head])).values()];
}

/** The sort key of a past incident. */
export function pastKey(head: IncidentHead): string {
  return `${timeKey(lastSeen(head))}#${head.id}`;
}

function timeKey(timeMs: number): string {
  return String(Math.max(0, Math.floor(timeMs))).padStart(15, '0');
}
