import type { Expected, Item, Range, Table } from '../../src/ports.ts';

/**
 * A table in memory that keeps the same promises as the real one; `items()` shows what is in it.
 * What it hands out is frozen, not copied: who changes it fails, as its change would be lost in the real one.
 */
export function createMemoryTable(): Table & { items(): Item[] } {
  const partitions = new Map<string, Map<string, Item>>();
  const partition = (pk: string): Map<string, Item> => {
    const found = partitions.get(pk) ?? new Map<string, Item>();
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
    items: () => [...partitions.values()].flatMap((items) => [...items.values()]),
    async get(pk, sk, nowMs) {
      const found = partition(pk).get(sk);
      return isLive(found, nowMs) ? found : undefined;
    },
    async put(item, expected, nowMs) {
      if (!meets(partition(item.pk).get(item.sk), expected, nowMs)) return false;
      partition(item.pk).set(item.sk, frozen(JSON.parse(JSON.stringify(item)) as Item));
      return true;
    },
    async list({ pk, from, to, newestFirst, limit, headsOnly }: Range, nowMs) {
      const found = [...partition(pk).values()]
        .filter((item) => isLive(item, nowMs))
        .filter(({ sk }) => (from === undefined || sk >= from) && (to === undefined || sk <= to))
        .toSorted((a, b) => (a.sk < b.sk ? -1 : 1));
      const ordered = newestFirst ? found.toReversed() : found;
      return ordered.slice(0, limit).map(({ body, ...head }) => (headsOnly ? head : { ...head, body }));
    },
    async remove(pk, sk) {
      partition(pk).delete(sk);
    },
  };
}

/** By hand: a reviver of JSON.parse is called for each number and word too, which takes several times as long. */
function frozen<T extends object>(value: T): T {
  for (const part of Object.values(value)) if (typeof part === 'object' && part !== null) frozen(part);
  return Object.freeze(value);
}
