import { createHash } from 'node:crypto';
import type { AuditEntry } from '../model/audit-entry.ts';
import { redactDeep } from '../redact/redact.ts';
import type { StoreContext } from './store-context.ts';

const AUDIT = 'audit';
const KEPT_MS = 400 * 86_400_000;

/** Adds an entry, secrets masked. Halfopen never changes or removes one; it expires after 400 days. */
export async function addAudit({ table, nowMs }: StoreContext, given: AuditEntry): Promise<void> {
  const entry = redactDeep(given).value;
  const hash = createHash('sha256').update(JSON.stringify(entry)).digest('hex').slice(0, 12);
  const sk = `${String(entry.atMs).padStart(15, '0')}#${hash}`;
  const item = { pk: AUDIT, sk, version: 1, head: { ...entry }, expiresAtMs: entry.atMs + KEPT_MS };
  await table.put(item, 'absent', nowMs());
}

/** The latest entries, newest first. */
export async function listAudit({ table, nowMs }: StoreContext, most: number): Promise<AuditEntry[]> {
  const items = await table.list({ pk: AUDIT, newestFirst: true, limit: most }, nowMs());
  return items.map(({ head }) => head as unknown as AuditEntry);
}
