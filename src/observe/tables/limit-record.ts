import type { Cells, RecordKind } from './listing-record.ts';

/** What holds one connection each: a server process is started for a session (Oracle Database Reference, V$RESOURCE_LIMIT, PROCESSES, SESSIONS). */
const HELD_BY_CONNECTIONS = ['processes', 'sessions'];

function count(cells: Cells, column: string): number | undefined {
  const value = cells.get(column) ?? '';
  return /^\d{1,12}$/.test(value) ? Number(value) : undefined;
}

/** What Oracle has in use of what an instance may use at most, as V$RESOURCE_LIMIT lists it; what has no limit says `UNLIMITED` and is no record. */
export const limitRecord: RecordKind = {
  kind: 'usage',
  fits: (columns) =>
    columns.has('resource_name') && columns.has('current_utilization') && columns.has('limit_value'),
  draft(cells) {
    const name = (cells.get('resource_name') ?? '').toLowerCase();
    const used = count(cells, 'current_utilization');
    const limit = count(cells, 'limit_value');
    if (!HELD_BY_CONNECTIONS.includes(name) || used === undefined || !limit) return undefined;
    return {
      resource: 'connections',
      product: 'oracle',
      of: `Oracle's ${name}`,
      used,
      limit,
      percent: Math.round((used / limit) * 1000) / 10,
    };
  },
};
