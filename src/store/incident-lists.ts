import { headOfEntry, listEntries } from './active-incidents.ts';
import { type IncidentHead, isActive, lastSeen } from './incident-head.ts';
import { storedHeads } from './incident-items.ts';
import { listPast } from './past-incidents.ts';
import type { StoreContext } from './store-context.ts';

const LISTS = 'incident-lists';
const DAY_MS = 86_400_000;

/** Heads of the incidents that are open or whose messages in Slack are behind; of one system, or of all. Reads no incident that is over. */
export async function listActive(context: StoreContext, system?: string): Promise<IncidentHead[]> {
  return (await currentHeads(context, system)).filter(isActive);
}

/** Heads of the open incidents of one system, or of all. */
export async function listOpen(context: StoreContext, system?: string): Promise<IncidentHead[]> {
  return (await listActive(context, system)).filter(({ state }) => state === 'open');
}

/** Heads of all incidents, past episodes too, that were last seen at or after a time (epoch milliseconds; 0 for all that are kept). */
export async function listSince(context: StoreContext, sinceMs: number): Promise<IncidentHead[]> {
  // In this order: an incident that ends meanwhile is put among the past ones before it leaves the active ones.
  const current = await currentHeads(context);
  const past =
    (await checkedMs(context)) === undefined
      ? await storedHeads(context, 'past')
      : await listPast(context, sinceMs);
  const heads = new Map([...past, ...current].map((head) => [head.id, head]));
  return [...heads.values()].filter((head) => lastSeen(head) >= sinceMs);
}

/** When the lists were last checked against the incidents; undefined while they hold only what changed since an earlier version ran. */
export async function checkedMs({ table, nowMs }: StoreContext): Promise<number | undefined> {
  const item = await table.get(LISTS, 'checked', nowMs());
  return item && Number(item.head?.['atMs']);
}

/** Records that the lists are complete. */
export async function putChecked(
  { table, nowMs }: Pick<StoreContext, 'table' | 'nowMs'>,
  atMs: number,
): Promise<void> {
  const item = { pk: LISTS, sk: 'checked', version: 1, head: { atMs }, expiresAtMs: nowMs() + 60 * DAY_MS };
  await table.put(item, 'any', nowMs());
}

/** At least what is active. Until the lists have been checked once, the incidents of an earlier version are in none. */
async function currentHeads(context: StoreContext, system?: string): Promise<IncidentHead[]> {
  if ((await checkedMs(context)) === undefined) {
    const heads = await storedHeads(context, 'current');
    return heads.filter((head) => system === undefined || head.system === system);
  }
  const entries = await listEntries(context, system);
  const heads = await Promise.all(entries.map((entry) => headOfEntry(context, entry)));
  return heads.filter((head) => head !== undefined);
}
