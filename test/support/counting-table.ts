import { gzipSync } from 'node:zlib';
import type { Item, Table } from '../../src/ports.ts';

const UNIT_BYTES = 4_096;
const WRITE_UNIT_BYTES = 1_024;
/** DynamoDB removes an expired item within a few days; until then a query reads it. */
const REMOVED_MS = 2 * 86_400_000;

/** What a table was asked for, as DynamoDB bills it. */
interface Counts {
  readUnits(): number;
  writeUnits(): number;
  calls(): number;
}

/**
 * A table that counts what DynamoDB would bill: reads in units of 4 kB, strongly consistent, of whole items, whatever part of them is
 * asked for; writes in units of 1 kB, also those whose condition fails (docs.aws.amazon.com, "DynamoDB read and write operations").
 */
export function createCountingTable<T extends Table>(table: T): T & Counts {
  let [units, written, calls] = [0, 0, 0];
  const count = (items: readonly (Item | undefined)[]) => {
    calls++;
    const bytes = items.reduce((sum, item) => sum + (item ? sizeOf(item) : 0), 0);
    units += Math.max(1, Math.ceil(bytes / UNIT_BYTES));
  };
  return {
    ...table,
    readUnits: () => units,
    writeUnits: () => written,
    calls: () => calls,
    async put(item, expected, nowMs) {
      calls++;
      written += Math.max(1, Math.ceil(sizeOf(item) / WRITE_UNIT_BYTES));
      const isDone = await table.put(item, expected, nowMs);
      const { body } = (isDone && (await table.get(item.pk, item.sk, nowMs - REMOVED_MS))) || {};
      // What is read is unpacked, not packed again as if its size were not known.
      if (body && item.body) packedBytes.set(body, packed(item.body));
      return isDone;
    },
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

const packedBytes = new WeakMap<object, number>();

/** Bytes of an item about as DynamoDB counts them: names and values, the body gzipped. */
export function sizeOf({ body, ...item }: Item): number {
  return Buffer.byteLength(JSON.stringify(item)) + (body === undefined ? 0 : packed(body as object));
}

/** Bodies in a table never change. */
function packed(body: object): number {
  const bytes = packedBytes.get(body) ?? gzipSync(JSON.stringify(body)).length;
  packedBytes.set(body, bytes);
  return bytes;
}
