import type { Cells, RecordKind } from './listing-record.ts';

const INTERVAL = /^(?:(\d{1,6}) days? ?)?(?:(\d{1,6}):(\d\d):(\d\d)(?:\.\d{1,6})?)?$/;
const OTHERS = [
  'usename',
  'datname',
  'application_name',
  'client_addr',
  'query',
  'current_query',
  'backend_start',
  'xact_start',
];

/** Whichever column of the query is a span of time says how long the session has been as it is. */
function idleSec(cells: Cells): number | undefined {
  for (const value of cells.values()) {
    const span = INTERVAL.exec(value);
    if (span === null || (span[1] === undefined && span[2] === undefined)) continue;
    return (
      Number(span[1] ?? 0) * 86_400 +
      Number(span[2] ?? 0) * 3600 +
      Number(span[3] ?? 0) * 60 +
      Number(span[4] ?? 0)
    );
  }
  return undefined;
}

/** The column that people name after the age of a transaction, as it is printed. */
function transactionAge(cells: Cells): string | undefined {
  for (const [name, value] of cells)
    if (/^(?:xact|tx|txn|transaction)_?(?:age|duration|time|for)$/.test(name) && INTERVAL.test(value))
      return value;
  return undefined;
}

/** Before 9.2 there was no `state`; an idle session showed it in place of its query. */
function stateOf(cells: Cells): string | undefined {
  const query = cells.get('current_query') ?? '';
  const idle = /^<IDLE>( in transaction)?/.exec(query);
  return cells.get('state') ?? (idle === null ? undefined : `idle${idle[1] ?? ''}`);
}

function clientOf(cells: Cells): string | undefined {
  const address = cells.get('client_addr');
  const port = cells.get('client_port');
  return address === undefined || port === undefined || port === '-1' ? address : `${address}:${port}`;
}

/** Sessions of PostgreSQL: any choice of columns of pg_stat_activity. */
export const postgresSessionRecord: RecordKind = {
  kind: 'session',
  fits(columns, command) {
    if (!columns.has('pid') && !columns.has('procpid')) return false;
    if (!columns.has('state') && !columns.has('current_query')) return false;
    return command.includes('pg_stat_activity') || OTHERS.some((name) => columns.has(name));
  },
  draft(cells) {
    const id = cells.get('pid') ?? cells.get('procpid');
    const state = stateOf(cells);
    if (id === undefined || !/^\d{1,10}$/.test(id)) return undefined;
    return {
      product: 'postgresql',
      id,
      user: cells.get('usename'),
      database: cells.get('datname'),
      client: clientOf(cells),
      state,
      idleSec: state?.startsWith('idle') ? idleSec(cells) : undefined,
      transactionAge: state?.startsWith('idle in transaction') ? transactionAge(cells) : undefined,
      application: cells.get('application_name'),
    };
  },
};
