import { bisectLeft, bisectRight } from 'd3-array';
import type { Expected, Item, Range, Table } from '../../src/ports.ts';

/**
 * A table in memory that keeps the same promises as the real one; `items()` shows what is in it.
 * What it hands out is frozen, not copied: who changes it fails, as its change would be lost in the real one.
 */
export function createMemoryTable(): Table & { items(): Item[] } {
  const partitions = new Map<string, Partition>();
  const partition = (pk: string): Partition => {
    const found = partitions.get(pk) ?? { items: new Map<string, Item>(), ascending: [] };
    partitions.set(pk, found);
    return found;
  };
  const isLive = (item: Item | undefined, nowMs: number): item is Item =>
    item !== undefined && (item.expiresAtMs === undefined || item.expiresAtMs > nowMs);
  const meets = (found: Item | undefined, expected: Expected, nowMs: number) => {
    if (expected === 'any') return true;
    if (expected === 'absent') return !isLive(found, nowMs);
    return found?.version === expected.version;
  };
  return {
    items: () => [...partitions.values()].flatMap(({ items }) => [...items.values()]),
    async get(pk, sk, nowMs) {
      const found = partition(pk).items.get(sk);
      return isLive(found, nowMs) ? found : undefined;
    },
    async put(item, expected, nowMs) {
      const { items, ascending } = partition(item.pk);
      if (!meets(items.get(item.sk), expected, nowMs)) return false;
      if (!items.has(item.sk)) ascending.splice(bisectLeft(ascending, item.sk), 0, item.sk);
      items.set(item.sk, frozen(JSON.parse(JSON.stringify(item)) as Item));
      return true;
    },
    async list({ pk, newestFirst, limit, headsOnly, ...range }: Range, nowMs) {
      const found = itemsWithin(partition(pk), range).filter((item) => isLive(item, nowMs));
      const ordered = newestFirst ? found.toReversed() : found;
      return ordered.slice(0, limit).map(({ body, ...head }) => (headsOnly ? head : { ...head, body }));
    },
    async remove(pk, sk) {
      const { items, ascending } = partition(pk);
      if (items.delete(sk)) ascending.splice(bisectLeft(ascending, sk), 1);
    },
  };
}

/** Items by their sort keys, and these in order: as in the real one, a range costs what is in it, not what is beside it. */
interface Partition {
  items: Map<string, Item>;
  ascending: string[];
}

function itemsWithin({ items, ascending }: Partition, { from, to }: Pick<Range, 'from' | 'to'>): Item[] {
  const start = from === undefined ? 0 : bisectLeft(ascending, from);
  const end = to === undefined ? ascending.length : bisectRight(ascending, to);
  return ascending.slice(start, end).flatMap((sk) => items.get(sk) ?? []);
}

/** By hand: a reviver of JSON.parse is called for each number and word too, which takes several times as long. */
function frozen<T extends object>(value: T): T {
  for (const part of Object.values(value)) if (typeof part === 'object' && part !== null) frozen(part);
  return Object.freeze(value);
}
