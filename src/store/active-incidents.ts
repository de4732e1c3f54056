import { HalfopenError } from '../errors.ts';
import type { Item } from '../ports.ts';
import { type IncidentHead, isActive } from './incident-head.ts';
import { putPast } from './past-incidents.ts';
import type { StoreContext } from './store-context.ts';
import { storedHead } from './stored-head.ts';
import { upgrade } from './upgrade.ts';

const ACTIVE = 'active-incident';
const MAX_TRIES = 20;
/** More than any clock may be slow; DynamoDB never removes what expired more than five years ago. */
const REMOVED_MS = 86_400_000;

type Store = Pick<StoreContext, 'table' | 'nowMs'>;

/** An entry of the list of active incidents; without a head the incident itself has to be read. */
export interface ActiveEntry {
  fingerprint: string;
  head?: IncidentHead;
}

/** A write of an incident that changes its entry: `version` and `expiresAtMs` are those of the item written. */
export interface Announced {
  head: IncidentHead;
  version: number;
  expiresAtMs: number;
}

/*
 * The list holds one small item for each incident that is open or behind in Slack, beside the incident's own item. No write spans
 * both, and a run may be killed after any write or be slow between two. Still the list is never wrong, because
 *  1. before version n of an incident is written, its entry is raised to version 2n, without a head ("read the incident");
 *  2. only who has written version n puts its head there, or removes the entry, both on condition that the entry still has version 2n;
 *  3. while it exists, an entry's version only grows.
 * So an entry with a head says what the incident is: a later write would have raised it first. And an incident without an entry is
 * not active: the entry was there when it became so, and who removes it has just written that it is over, while whoever makes it
 * active again raises the entry first, so that the removal fails. What a killed run leaves is an entry without a head: it costs a
 * reader one `get`, until the next change or the sweep writes the incident again (`relist`). A write that leaves the head alike
 * skips all this. An entry expires no later than its incident, whose versions restart after that.
 */

/** Raises the entry of an incident that is about to be written. Throws `item-contended` (retryable). */
export async function announce({ table, nowMs }: Store, announced: Announced): Promise<void> {
  const { expiresAtMs } = announced;
  const [sk, version] = [keyOf(announced.head), 2 * announced.version];
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const found = await table.get(ACTIVE, sk, nowMs());
    if (found && found.version >= version) return;
    const expected = found ? { version: found.version } : 'absent';
    if (await table.put({ pk: ACTIVE, sk, version, expiresAtMs }, expected, nowMs())) return;
  }
  throw new HalfopenError({
    code: 'item-contended',
    message: `${ACTIVE} ${sk} was changed by others ${MAX_TRIES} times in a row`,
    hint: 'Nothing to do: it is tried again.',
    retryable: true,
  });
}

/** Makes the entry match the incident that was written; one that is not active any more goes to the past ones. */
export async function publish(context: Store, announced: Announced): Promise<void> {
  const { head, version, expiresAtMs } = announced;
  const isListed = isActive(head);
  if (!isListed) await putPast(context, head, expiresAtMs);
  const entry = { pk: ACTIVE, sk: keyOf(head), version: 2 * version + 1 };
  const { table, nowMs } = context;
  // The functions may write items but not delete them.
  const item: Item = isListed
    ? { ...entry, head: { ...head }, expiresAtMs }
    : { ...entry, expiresAtMs: nowMs() - REMOVED_MS };
  await table.put(item, { version: 2 * version }, nowMs());
}

/** The entries of a system, or of all. */
export async function listEntries({ table, nowMs }: Store, system?: string): Promise<ActiveEntry[]> {
  const range = system === undefined ? {} : { from: `${system}#`, to: `${system}#\u{10ffff}` };
  const items = await table.list({ pk: ACTIVE, ...range }, nowMs());
  return (
    items
      .map(({ sk, head }) => ({
        system: sk.slice(0, sk.lastIndexOf('#')),
        fingerprint: sk.slice(sk.lastIndexOf('#') + 1),
        ...(head ? { head: upgrade<IncidentHead>(head) } : {}),
      }))
      // The name of another system may begin with this one and a #.
      .filter((entry) => system === undefined || entry.system === system)
  );
}

/** The head of an entry; undefined where its incident does not exist. */
export async function headOfEntry(
  context: Store,
  { fingerprint, head }: ActiveEntry,
): Promise<IncidentHead | undefined> {
  if (head) return head;
  const item = await context.table.get('incident', fingerprint, context.nowMs());
  return item && storedHead(context, item);
}

function keyOf({ system, fingerprint }: IncidentHead): string {
  return `${system}#${fingerprint}`;
}
