import { HalfopenError } from '../errors.ts';
import type { StoreFlow } from '../flow.ts';
import { parseIncidentId } from '../incidents/fingerprint.ts';
import type { Incident } from '../model/incident.ts';
import type { Item } from '../ports.ts';
import { headOf, type IncidentHead } from './incident-head.ts';
import { upgrade } from './upgrade.ts';

const INCIDENT = 'incident';
const PAST = 'past-episode';
const DAY_MS = 86_400_000;
/** An incident is remembered this long after its last change. */
const KEPT_MS = 60 * DAY_MS;
const MOST_TRIES = 12;

interface Kept {
  incident: Incident;
  item: Item;
}

/** Heads of the current episode of every incident. */
export async function listIncidents(flow: StoreFlow): Promise<IncidentHead[]> {
  return listHeads(flow, INCIDENT);
}

/** Heads of past episodes, archived when a later one began. */
export async function listPastEpisodes(flow: StoreFlow): Promise<IncidentHead[]> {
  return listHeads(flow, PAST);
}

/** Heads written by an early version lack fields; those are rebuilt from the whole incident. */
async function listHeads({ table, nowMs }: StoreFlow, pk: string): Promise<IncidentHead[]> {
  const items = await table.list({ pk, headsOnly: true }, nowMs());
  const heads = items.map(async ({ sk, head }) => {
    if (head && 'reminding' in head) return upgrade<IncidentHead>(head);
    const whole = await table.get(pk, sk, nowMs());
    return whole ? headOf(upgrade<Incident>(whole.body)) : undefined;
  });
  return (await Promise.all(heads)).filter((head) => head !== undefined);
}

/** The current episode of a fingerprint. */
async function currentIncident(flow: StoreFlow, print: string): Promise<Incident | undefined> {
  return (await currentItem(flow, print))?.incident;
}

/** An incident by its id, a past episode too. */
export async function findIncident(flow: StoreFlow, id: string): Promise<Incident | undefined> {
  const parts = parseIncidentId(id);
  if (!parts) return undefined;
  const current = await currentIncident(flow, parts.fingerprint);
  if (current?.episode === parts.episode) return current;
  const past = await flow.table.get(PAST, id, flow.nowMs());
  return past && upgrade<Incident>(past.body);
}

/**
 * Changes the current episode of a fingerprint by a conditional write, as often as somebody else was quicker.
 * `change` gets what is there and gives what is to be there; the same object means that nothing is to be written.
 * Returns what is there in the end. An episode that a new one replaces is archived first.
 */
export async function changeIncident(
  flow: StoreFlow,
  print: string,
  change: (known: Incident | undefined) => Incident | undefined,
): Promise<Incident | undefined> {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const kept = await currentItem(flow, print);
    const next = change(kept?.incident);
    if (!next || next === kept?.incident) return next;
    if (kept && kept.incident.episode !== next.episode) await archive(flow, kept.incident);
    const item = toItem(next, (kept?.item.version ?? 0) + 1, flow.nowMs());
    const expected = kept ? { version: kept.item.version } : ('absent' as const);
    if (await flow.table.put(item, expected, flow.nowMs())) return next;
  }
  throw new HalfopenError({
    code: 'incident-contended',
    message: `incident ${print} was changed by others ${MOST_TRIES} times in a row`,
    hint: 'Nothing to do: it is tried again.',
    retryable: true,
  });
}

async function currentItem({ table, nowMs }: StoreFlow, print: string): Promise<Kept | undefined> {
  const item = await table.get(INCIDENT, print, nowMs());
  return item && { incident: upgrade<Incident>(item.body), item };
}

async function archive({ table, nowMs }: StoreFlow, incident: Incident): Promise<void> {
  const item = { ...toItem(incident, 1, nowMs()), pk: PAST, sk: incident.id };
  await table.put(item, 'absent', nowMs());
}

function toItem(incident: Incident, version: number, nowMs: number): Item {
  return {
    pk: INCIDENT,
    sk: incident.fingerprint,
    version,
    expiresAtMs: nowMs + KEPT_MS,
    head: { ...headOf(incident) },
    body: incident,
  };
}
