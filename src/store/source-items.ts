import type { StoreContext } from './store-context.ts';
import { upgrade } from './upgrade.ts';

const MINUTE_MS = 60_000;
const KEPT_MS = 30 * 86_400_000;

/** When a source last sent, and when people were notified that it has stopped. */
export interface SourceHead {
  name: string;
  heardMs: number;
  silenceNotifiedMs?: number;
}

/** Records that a source has sent something, at most once a minute. */
export async function recordHeartbeat({ table, nowMs }: StoreContext, name: string): Promise<void> {
  const known = await table.get('source', name, nowMs());
  const head = known?.head && upgrade<SourceHead>(known.head);
  if (head && nowMs() - head.heardMs < MINUTE_MS && head.silenceNotifiedMs === undefined) return;
  // A later silence is a new one, so the notification of the last one is forgotten.
  await putSource({ table, nowMs }, { name, heardMs: nowMs() });
}

/** Stores what is known of a source. */
export async function putSource(
  { table, nowMs }: Pick<StoreContext, 'table' | 'nowMs'>,
  head: SourceHead,
): Promise<void> {
  const item = { pk: 'source', sk: head.name, version: 1, head: { ...head }, expiresAtMs: nowMs() + KEPT_MS };
  await table.put(item, 'any', nowMs());
}

/** All sources that have sent in the last month. */
export async function listSources({ table, nowMs }: StoreContext): Promise<SourceHead[]> {
  return (await table.list({ pk: 'source' }, nowMs())).map(({ head }) => upgrade<SourceHead>(head));
}
