import { parseIncidentId } from '../incidents/fingerprint.ts';
import type { Incident, Notified } from '../model/incident.ts';
import { type Announced, announce, publish } from './active-incidents.ts';
import { changeItem } from './change-item.ts';
import { headOf, type IncidentHead, isAlike } from './incident-head.ts';
import { putPastGroup } from './past-groups.ts';
import { putPast } from './past-incidents.ts';
import type { StoreContext } from './store-context.ts';
import { storedHead } from './stored-head.ts';
import { upgrade } from './upgrade.ts';

const INCIDENT = 'incident';
const PAST = 'past-episode';
const DAY_MS = 86_400_000;
/** An incident is remembered this long after its last change. */
export const KEPT_MS = 60 * DAY_MS;

/** Heads of all incidents as they are stored, past episodes or the current ones. Reads every item whole: for a check now and then. */
export async function storedHeads(context: StoreContext, which: 'current' | 'past'): Promise<IncidentHead[]> {
  const { table, nowMs } = context;
  const pk = which === 'past' ? PAST : INCIDENT;
  const items = await table.list({ pk, headsOnly: true }, nowMs());
  const heads = items.map(async ({ sk, head }) => {
    if (head && 'reminding' in head) return upgrade<IncidentHead>(head);
    // An early version wrote heads that lack fields.
    const whole = await table.get(pk, sk, nowMs());
    return whole && storedHead(context, whole);
  });
  return (await Promise.all(heads)).filter((head) => head !== undefined);
}

/** An incident by its id, a past episode too. Throws where its stored body is damaged. */
export async function findIncident(context: StoreContext, id: string): Promise<Incident | undefined> {
  const parts = parseIncidentId(id);
  if (!parts) return undefined;
  const { table, nowMs } = context;
  const item = await table.get(INCIDENT, parts.fingerprint, nowMs());
  const current = item && upgrade<StoredIncident>(item.body);
  if (current?.episode === parts.episode) return withoutReplaced(current);
  if (current?.replaced?.id === id) return current.replaced;
  if (item?.head?.['id'] === id) throw new Error('the stored incident is damaged');
  const past = await table.get(PAST, id, nowMs());
  return past && upgrade<Incident>(past.body);
}

/** The current episode, with the one it replaced until that is archived: a run that is killed in between loses nothing. */
type StoredIncident = Incident & { replaced?: Incident };

/**
 * Changes the current episode of a fingerprint by a conditional write, repeated while other runs are faster.
 * `change` gets the stored incident and returns the next one; the same object writes nothing.
 * Returns the incident stored in the end. An episode that a new one replaces is archived once the write has succeeded, as it
 * was then; if this run is killed before, the next change archives it. The list of active incidents follows (`announce`).
 */
export async function changeIncident(
  context: StoreContext,
  print: string,
  change: (known: Incident | undefined) => Incident | undefined,
): Promise<Incident | undefined> {
  return writeIncident(context, print, change, isAlike);
}

/** Writes an incident again as it is, so that the lists of incidents match it, whatever an earlier run left undone. */
export async function relist(context: StoreContext, print: string): Promise<Incident | undefined> {
  return writeIncident(
    context,
    print,
    (known) => known && { ...known },
    () => false,
  );
}

async function writeIncident(
  context: StoreContext,
  print: string,
  change: (known: Incident | undefined) => Incident | undefined,
  isListedAlike: (before: IncidentHead, after: IncidentHead) => boolean,
): Promise<Incident | undefined> {
  let announced: Announced | undefined;
  const place = {
    pk: INCIDENT,
    sk: print,
    keptMs: KEPT_MS,
    headOf: (body: StoredIncident) => ({ ...headOf(body) }),
    before: async ({ body, version, expiresAtMs }: Announcing, known: StoredIncident | undefined) => {
      const head = headOf(body);
      if (known && isListedAlike(headOf(known), head)) return;
      announced = { head, version, expiresAtMs };
      await announce(context, announced);
    },
  };
  const stored = await changeItem<StoredIncident>(context, place, async (found) => {
    announced = undefined;
    const known = found && withoutReplaced(found);
    const next = change(known);
    if (!next || next === known) return next && found;
    if (found?.replaced) await archive(context, found.replaced);
    return known && known.episode !== next.episode ? { ...next, replaced: known } : next;
  });
  if (stored?.replaced) await archive(context, stored.replaced);
  if (announced) await putPastGroup(context, announced.head);
  if (announced) await publish(context, announced);
  return stored && withoutReplaced(stored);
}

type Announcing = Omit<Announced, 'head'> & { body: StoredIncident };

function withoutReplaced(stored: StoredIncident): Incident {
  if (!stored.replaced) return stored;
  const { replaced: _, ...incident } = stored;
  return incident;
}

/** Records what was done in Slack, beside whatever else has changed meanwhile. An episode that is over gets no more records. */
export async function recordNotified(
  context: StoreContext,
  { id, fingerprint }: Incident,
  change: (notified: Notified) => Notified,
): Promise<Incident | undefined> {
  return changeIncident(context, fingerprint, (known) => {
    if (known?.id !== id) return known;
    const notified = change(known.notified);
    return JSON.stringify(notified) === JSON.stringify(known.notified) ? known : { ...known, notified };
  });
}

/** Writing the same episode again changes nothing: only one that was replaced gets here, and nothing changes it any more. */
async function archive(context: StoreContext, incident: Incident): Promise<void> {
  const { table, nowMs } = context;
  const head = headOf(incident);
  const expiresAtMs = nowMs() + KEPT_MS;
  const item = { pk: PAST, sk: incident.id, version: 1, head: { ...head }, body: incident, expiresAtMs };
  await table.put(item, 'any', nowMs());
  await putPast(context, head, expiresAtMs);
}
