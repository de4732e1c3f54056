import type { IncidentStatus } from '../model/incident-change.ts';
import type { StoreContext } from './store-context.ts';

const SENT = 'outlet-sent';
const BEHIND = 'outlet-behind';
const DAY_MS = 86_400_000;
/** As long as an incident is remembered. */
const KEPT_MS = 60 * DAY_MS;

/** What an outlet was last sent of an incident; `leaseUntilMs`: a run is sending. */
export interface OutletState {
  status?: IncidentStatus;
  leaseUntilMs?: number;
}

/** An incident that an outlet was not sent: why, and when it is tried again. */
export interface OutletBehind {
  incident: string;
  outlet: string;
  message: string;
  hint: string;
  notBeforeMs: number;
}

type Store = Pick<StoreContext, 'table' | 'nowMs'>;

/** What an outlet was sent of an incident, and the version of that record; 0 where there is none. */
export async function readOutlet(
  { table, nowMs }: Store,
  incident: string,
  outlet: string,
): Promise<{ state: OutletState; version: number }> {
  const item = await table.get(SENT, `${incident}#${outlet}`, nowMs());
  return { state: item?.body ?? {}, version: item?.version ?? 0 };
}

/** Records what was sent, if nobody else has changed the record meanwhile; false when somebody has. */
export async function putOutlet(
  { table, nowMs }: Store,
  incident: string,
  outlet: string,
  state: OutletState,
  version: number,
): Promise<boolean> {
  const item = { pk: SENT, sk: `${incident}#${outlet}`, version: version + 1, body: state };
  const expected = version === 0 ? 'absent' : { version };
  return table.put({ ...item, expiresAtMs: nowMs() + KEPT_MS }, expected, nowMs());
}

/** Records that an outlet is behind, for the sweep; a day later it is given up. */
export async function putBehind({ table, nowMs }: Store, behind: OutletBehind): Promise<void> {
  const sk = `${behind.incident}#${behind.outlet}`;
  const known = await table.get(BEHIND, sk, nowMs());
  const expiresAtMs = known?.expiresAtMs ?? nowMs() + DAY_MS;
  await table.put({ pk: BEHIND, sk, version: 1, body: behind, expiresAtMs }, 'any', nowMs());
}

/** The outlet has caught up. */
export async function clearBehind({ table }: Store, incident: string, outlet: string): Promise<void> {
  await table.remove(BEHIND, `${incident}#${outlet}`);
}

/** All that are behind. */
export async function listBehind({ table, nowMs }: Store): Promise<OutletBehind[]> {
  return (await table.list({ pk: BEHIND }, nowMs())).map(({ body }) => body as OutletBehind);
}
