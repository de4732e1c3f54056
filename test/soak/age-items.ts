import type { Item, Table } from '../../src/ports.ts';

/** Names of an earlier version for fields of an incident. */
const EARLIER: Readonly<Record<string, string>> = {
  reservedMs: 'grantedMs',
  lastNotifiedCount: 'toldCount',
  notifiedMs: 'toldMs',
};

/** Writes every incident as an earlier version wrote it: other names, and a head without what reminders need. */
export async function ageIncidents(table: Table, items: readonly Item[], nowMs: number): Promise<void> {
  for (const item of items) {
    if (item.pk !== 'incident' && item.pk !== 'past-episode') continue;
    const { reminding: _, ...head } = item.head ?? {};
    const body = item.body as { notified: object };
    const notified = renamed(body.notified);
    await table.put({ ...item, head, body: { ...body, notified } }, 'any', nowMs);
  }
}

function renamed(fields: object): object {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [EARLIER[name] ?? name, value]));
}
