import { listEntries } from './active-incidents.ts';
import type { Containing } from './containing.ts';
import { type IncidentHead, isActive, isAlike } from './incident-head.ts';
import { KEPT_MS, relist, storedHeads } from './incident-items.ts';
import { checkedMs, putChecked } from './incident-lists.ts';
import { listPast, pastKey, putPast } from './past-incidents.ts';
import type { StoreContext } from './store-context.ts';

const DAY_MS = 86_400_000;
/** After the first check: by then no function of an earlier version runs any more. */
const SOON_MS = 900_000;

/**
 * Makes the lists of incidents match the incidents: writes those again that a killed run left in between and, once a day, compares
 * all (so that what an earlier version writes, before or after this one, is listed).
 */
export async function repairLists(containment: Containing<StoreContext>): Promise<void> {
  const { context } = containment;
  for (const entry of await listEntries(context))
    if (!entry.head) await relistOne(containment, entry.fingerprint);
  const atMs = await checkedMs(context);
  const nowMs = context.nowMs();
  if (atMs !== undefined && nowMs - atMs < DAY_MS) return;
  await compareAll(containment);
  await putChecked(context, atMs === undefined ? nowMs - DAY_MS + SOON_MS : nowMs);
}

/** One that is damaged holds up no other. */
async function relistOne({ context, contain }: Containing<StoreContext>, print: string): Promise<void> {
  await contain(`list entry of ${print}`, () => relist(context, print));
}

async function compareAll(containment: Containing<StoreContext>): Promise<void> {
  const { context } = containment;
  const current = await storedHeads(context, 'current');
  const entries = await listEntries(context);
  const listed = new Map(entries.map(({ fingerprint, head }) => [fingerprint, head]));
  const isListed = (head: IncidentHead) => {
    const found = listed.get(head.fingerprint);
    return isActive(head) ? found !== undefined && isAlike(found, head) : !listed.has(head.fingerprint);
  };
  for (const head of current) if (!isListed(head)) await relistOne(containment, head.fingerprint);
  const known = new Set((await listPast(context, 0)).map(pastKey));
  const past = [...current.filter((head) => !isActive(head)), ...(await storedHeads(context, 'past'))];
  // Never over an entry: it may be of a later change.
  for (const head of past)
    if (!known.has(pastKey(head))) await putPast(context, head, context.nowMs() + KEPT_MS, 'absent');
}
