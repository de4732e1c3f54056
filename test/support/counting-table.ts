import { gzipSync } from 'node:zlib';
import type { Item, Table } from '../../src/ports.ts';

const UNIT_BYTES = 4_096;
/** DynamoDB removes an expired item within a few days; until then a query reads it. */
const REMOVED_MS = 2 * 86_400_000;

/**
 * A table that counts what DynamoDB would bill for its reads: units of 4 kB, strongly consistent, of whole items, whatever part of
 * them is asked for (docs.aws.amazon.com, "DynamoDB read and write operations").
 */
export function createCountingTable<T extends Table>(table: T): T & { readUnits(): number } {
  let units = 0;
  const count = (items: readonly (Item | undefined)[]) => {
    const bytes = items.reduce((sum, item) => sum + (item ? sizeOf(item) : 0), 0);
    units += Math.max(1, Math.ceil(bytes / UNIT_BYTES));
  };
  return {
    ...table,
    readUnits: () => units,
    async get(pk, sk, nowMs) {
      count([await table.get(pk, sk, nowMs - REMOVED_MS)]);
      return table.get(pk, sk, nowMs);
    },
    async list(range, nowMs) {
      count(await table.list({ ...range, headsOnly: false }, nowMs - REMOVED_MS));
      return table.list(range, nowMs);
    },
  };
}

/** Bytes of an item about as DynamoDB counts them: names and values, the body gzipped. */
export function sizeOf({ body, ...item }: Item): number {
  const packed = body === undefined ? 0 : gzipSync(JSON.stringify(body)).length;
  return Buffer.byteLength(JSON.stringify(item)) + packed;
}
