import type { StoreFlow } from '../flow.ts';

const MINUTE_MS = 60_000;
const KEPT_MS = 30 * 86_400_000;

/** When a source was last heard, and whether its silence was told. */
export interface SourceHead {
  name: string;
  heardMs: number;
  toldSilentMs?: number;
}

/** Notes that a source has spoken, at most once a minute. */
export async function noteSource({ table, nowMs }: StoreFlow, name: string): Promise<void> {
  const known = await table.get('source', name, nowMs());
  const head = known?.head as SourceHead | undefined;
  if (head && nowMs() - head.heardMs < MINUTE_MS && head.toldSilentMs === undefined) return;
  // Its next silence is another one, so what was told of the last is forgotten.
  await putSource({ table, nowMs }, { name, heardMs: nowMs() });
}

/** Keeps what is known of a source. */
export async function putSource(
  { table, nowMs }: Pick<StoreFlow, 'table' | 'nowMs'>,
  head: SourceHead,
): Promise<void> {
  const item = { pk: 'source', sk: head.name, version: 1, head: { ...head }, expiresAtMs: nowMs() + KEPT_MS };
  await table.put(item, 'any', nowMs());
}

/** All sources that have spoken in the last month. */
export async function listSources({ table, nowMs }: StoreFlow): Promise<SourceHead[]> {
  return (await table.list({ pk: 'source' }, nowMs())).map(({ head }) => head as unknown as SourceHead);
}
