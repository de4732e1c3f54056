import type { IncidentHead } from './incident-head.ts';
import type { StoreContext } from './store-context.ts';
import { upgrade } from './upgrade.ts';

const PAST_GROUP = 'past-group';

/** Remembers a resolved incident about several identities for as long as evidence of it may be kept. Others change nothing. */
export async function putPastGroup(
  { table, config, nowMs }: StoreContext,
  head: IncidentHead,
): Promise<void> {
  if (!head.concerns || head.state === 'open') return;
  const { evidenceMs, flapMs } = config.incidents;
  const item = { pk: PAST_GROUP, sk: `${head.system}#${head.fingerprint}`, version: 1, head: { ...head } };
  await table.put({ ...item, expiresAtMs: nowMs() + evidenceMs + flapMs }, 'any', nowMs());
}

/** Heads of a system's resolved incidents about several identities, as each was when it ended: it may be open again. */
export async function listPastGroups(
  { table, nowMs }: StoreContext,
  system: string,
): Promise<IncidentHead[]> {
  const range = { from: `${system}#`, to: `${system}#\u{10ffff}` };
  const items = await table.list({ pk: PAST_GROUP, ...range }, nowMs());
  const heads = items.map(({ head }) => upgrade<IncidentHead>(head));
  // The name of another system may begin with this one and a #.
  return heads.filter((head) => head.system === system);
}
