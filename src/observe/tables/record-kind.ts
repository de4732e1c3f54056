import { brokerConnectionRecord } from './broker-connection-record.ts';
import { innodbTransactionRecord } from './innodb-transaction-record.ts';
import { limitRecord } from './limit-record.ts';
import type { Cells, RecordKind } from './listing-record.ts';
import { mqttClientRecord } from './mqtt-client-record.ts';
import { mysqlSessionRecord } from './mysql-session-record.ts';
import { natsConnectionRecord } from './nats-connection-record.ts';
import { nodeRecord } from './node-statements.ts';
import { permissionRecord } from './permission-record.ts';
import { poolRecord } from './pool-record.ts';
import { postgresSessionRecord } from './postgres-session-record.ts';
import { queueRecord } from './queue-record.ts';
import { vhostRecord } from './vhost-record.ts';

const KINDS: readonly RecordKind[] = [
  mqttClientRecord,
  natsConnectionRecord,
  brokerConnectionRecord,
  queueRecord,
  vhostRecord,
  permissionRecord,
  nodeRecord,
  innodbTransactionRecord,
  mysqlSessionRecord,
  postgresSessionRecord,
  poolRecord,
  limitRecord,
];

/** The kind of record that a listing with these columns holds; undefined when it is a listing of something else. */
export function recordKind(columns: readonly string[], command = ''): RecordKind | undefined {
  const names = new Set(columns);
  return KINDS.find((kind) => kind.fits(names, command));
}

/** Joins column names and values; NULL, `undefined` and empty cells are left out. */
export function cellsOf(columns: readonly string[], values: readonly string[]): Cells {
  const cells = new Map<string, string>();
  columns.forEach((column, at) => {
    const value = values[at]?.trim() ?? '';
    if (value !== '' && value !== 'NULL' && value !== 'undefined') cells.set(column, value);
  });
  return cells;
}
