import type { RecordKind } from './listing-record.ts';

/**
 * Open transactions of MySQL and MariaDB: information_schema.innodb_trx, alone or joined with the process list. One whose thread sleeps,
 * or which runs no statement (`trx_query` is NULL), waits for its client (MySQL Reference Manual, "The INFORMATION_SCHEMA INNODB_TRX Table").
 */
export const innodbTransactionRecord: RecordKind = {
  kind: 'session',
  fits: (columns) => columns.has('trx_state') && (columns.has('command') || columns.has('trx_query')),
  draft(cells) {
    if (cells.get('trx_state') === undefined) return undefined;
    const waits = cells.get('command') === 'Sleep' || (!cells.has('command') && !cells.has('trx_query'));
    const time = cells.get('time');
    return {
      product: 'mysql',
      id: cells.get('trx_mysql_thread_id') ?? cells.get('id'),
      user: cells.get('user'),
      database: cells.get('db'),
      client: cells.get('host'),
      state: waits ? 'idle in transaction' : 'active',
      idleSec: waits && time !== undefined ? Number(time) : undefined,
    };
  },
};
