import type { RecordKind } from './listing-record.ts';

/** Sessions of MySQL and MariaDB: SHOW PROCESSLIST and information_schema.processlist, with any of their columns; `Time` is seconds in the current state. */
export const mysqlSessionRecord: RecordKind = {
  kind: 'session',
  fits: (columns) => ['id', 'user', 'host', 'command'].every((name) => columns.has(name)),
  draft(cells) {
    const id = cells.get('id');
    const state = cells.get('command');
    const time = cells.get('time');
    if (id === undefined || !/^\d{1,20}$/.test(id) || state === undefined) return undefined;
    return {
      product: 'mysql',
      id,
      user: cells.get('user'),
      database: cells.get('db'),
      client: cells.get('host'),
      state,
      idleSec: state === 'Sleep' && time !== undefined ? Number(time) : undefined,
    };
  },
};
