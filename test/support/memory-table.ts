import type { Expected, Item, Range, Table } from '../../src/ports.ts';

/** A table in memory that keeps the same promises as the real one; `items()` shows what is in it. */
export function createMemoryTable(): Table & { items(): Item[] } {
  const kept = new Map<string, Item>();
  const keyOf = (pk: string, sk: string) => JSON.stringify([pk, sk]);
  const isLive = (item: Item | undefined, nowMs: number): item is Item =>
    item !== undefined && (item.expiresAtMs === undefined || item.expiresAtMs > nowMs);
  const meets = (found: Item | undefined, expected: Expected, nowMs: number) => {
    if (expected === 'any') return true;
    if (expected === 'absent') return !isLive(found, nowMs);
    return found?.version === expected.version;
  };
  return {
    items: () => [...kept.values()].map((item) => structuredClone(item)),
    async get(pk, sk, nowMs) {
      const found = kept.get(keyOf(pk, sk));
      return isLive(found, nowMs) ? structuredClone(found) : undefined;
    },
    async put(item, expected, nowMs) {
      const key = keyOf(item.pk, item.sk);
      if (!meets(kept.get(key), expected, nowMs)) return false;
      kept.set(key, JSON.parse(JSON.stringify(item)) as Item);
      return true;
    },
    async list({ pk, from, to, newestFirst, limit, headsOnly }: Range, nowMs) {
      const found = [...kept.values()]
        .filter((item) => item.pk === pk && isLive(item, nowMs))
        .filter(({ sk }) => (from === undefined || sk >= from) && (to === undefined || sk <= to))
        .toSorted((a, b) => (a.sk < b.sk ? -1 : 1));
      const ordered = newestFirst ? found.toReversed() : found;
      return ordered
        .slice(0, limit)
        .map(({ body, ...head }) => structuredClone(headsOnly ? head : { ...head, body }));
    },
    async remove(pk, sk) {
      kept.delete(keyOf(pk, sk));
    },
  };
}
