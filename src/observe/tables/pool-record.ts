import type { Cells, RecordKind } from './listing-record.ts';

const WAITING = ['cl_waiting', 'clients_waiting', 'waiting'];
const IN_USE = ['sv_active', 'servers_active', 'active'];

function count(cells: Cells, ...columns: string[]): number | undefined {
  const value = columns.map((column) => cells.get(column)).find((one) => one !== undefined);
  return value !== undefined && /^\d{1,12}$/.test(value) ? Number(value) : undefined;
}

/**
 * Pools of server connections as SHOW POOLS of PgBouncer, Odyssey and PgCat lists them (pgbouncer.org/usage.html): clients that wait, and what the server
 * connections do.
 */
export const poolRecord: RecordKind = {
  kind: 'pool',
  fits: (columns) =>
    columns.has('database') &&
    WAITING.some((name) => columns.has(name)) &&
    IN_USE.some((name) => columns.has(name)),
  draft(cells) {
    const waiting = count(cells, ...WAITING);
    const active = count(cells, ...IN_USE);
    if (waiting === undefined || active === undefined) return undefined;
    return {
      database: cells.get('database'),
      user: cells.get('user'),
      poolWaiting: waiting,
      poolActive: active,
      poolIdle: (count(cells, 'sv_idle', 'servers_idle') ?? 0) + (count(cells, 'sv_used') ?? 0),
      waitSec: count(cells, 'maxwait'),
      poolMode: cells.get('pool_mode'),
    };
  },
};
