import type { StoreContext } from '../store/store-context.ts';

const DAY_MS = 86_400_000;

/** Marks that evidence came to a system: whoever triages at the same time sees that its reading is out of date. */
export async function markEvidence(
  { table, nowMs }: StoreContext,
  system: string,
  delivery: string,
): Promise<void> {
  const item = { pk: 'evidence-mark', sk: system, version: 1, body: { delivery, atMs: nowMs() } };
  await table.put({ ...item, expiresAtMs: nowMs() + DAY_MS }, 'any', nowMs());
}

/** The latest mark of a system. */
export async function readMark({ table, nowMs }: StoreContext, system: string): Promise<string> {
  return JSON.stringify((await table.get('evidence-mark', system, nowMs()))?.body ?? null);
}
