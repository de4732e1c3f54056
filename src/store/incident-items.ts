import { parseIncidentId } from '../incidents/fingerprint.ts';
import type { Incident, Notified } from '../model/incident.ts';
import { changeItem } from './change-item.ts';
import { headOf, type IncidentHead } from './incident-head.ts';
import type { StoreContext } from './store-context.ts';
import { upgrade } from './upgrade.ts';

const INCIDENT = 'incident';
const PAST = 'past-episode';
const DAY_MS = 86_400_000;
/** An incident is remembered this long after its last change. */
const KEPT_MS = 60 * DAY_MS;

/** Heads of the current episode of every incident. */
export async function listIncidents(context: StoreContext): Promise<IncidentHead[]> {
  return listHeads(context, INCIDENT);
}

/** Heads of past episodes, archived after a later one began. */
export async function listPastEpisodes(context: StoreContext): Promise<IncidentHead[]> {
  return listHeads(context, PAST);
}

/** Heads written by an early version lack fields; those are rebuilt from the whole incident. */
async function listHeads({ table, nowMs }: StoreContext, pk: string): Promise<IncidentHead[]> {
  const items = await table.list({ pk, headsOnly: true }, nowMs());
  const heads = items.map(async ({ sk, head }) => {
    if (head && 'reminding' in head) return upgrade<IncidentHead>(head);
    const whole = await table.get(pk, sk, nowMs());
    return whole ? headOf(upgrade<Incident>(whole.body)) : undefined;
  });
  return (await Promise.all(heads)).filter((head) => head !== undefined);
}

/** An incident by its id, a past episode too. */
export async function findIncident(context: StoreContext, id: string): Promise<Incident | undefined> {
  const parts = parseIncidentId(id);
  if (!parts) return undefined;
  const { table, nowMs } = context;
  const item = await table.get(INCIDENT, parts.fingerprint, nowMs());
  const current = item && upgrade<StoredIncident>(item.body);
  if (current?.episode === parts.episode) return withoutReplaced(current);
  if (current?.replaced?.id === id) return current.replaced;
  const past = await table.get(PAST, id, nowMs());
  return past && upgrade<Incident>(past.body);
}

/** The current episode, with the one it replaced until that is archived: a run that is killed in between loses nothing. */
type StoredIncident = Incident & { replaced?: Incident };

/**
 * Changes the current episode of a fingerprint by a conditional write, repeated while other runs are faster.
 * `change` gets the stored incident and returns the next one; the same object writes nothing.
 * Returns the incident stored in the end. An episode that a new one replaces is archived once the write has succeeded, as it
 * was then; if this run is killed before, the next change archives it.
 */
export async function changeIncident(
  context: StoreContext,
  print: string,
  change: (known: Incident | undefined) => Incident | undefined,
): Promise<Incident | undefined> {
  const place = {
    pk: INCIDENT,
    sk: print,
    keptMs: KEPT_MS,
    headOf: (body: StoredIncident) => ({ ...headOf(body) }),
  };
  const stored = await changeItem<StoredIncident>(context, place, async (found) => {
    const known = found && withoutReplaced(found);
    const next = change(known);
    if (!next || next === known) return next && found;
    if (found?.replaced) await archive(context, found.replaced);
    return known && known.episode !== next.episode ? { ...next, replaced: known } : next;
  });
  if (stored?.replaced) await archive(context, stored.replaced);
  return stored && withoutReplaced(stored);
}

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
async function archive({ table, nowMs }: StoreContext, incident: Incident): Promise<void> {
  const item = { pk: PAST, sk: incident.id, version: 1, head: { ...headOf(incident) }, body: incident };
  await table.put({ ...item, expiresAtMs: nowMs() + KEPT_MS }, 'any', nowMs());
}
