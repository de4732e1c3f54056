import { expect, it } from 'vitest';
import type { Table } from '../../src/ports.ts';

const NOW_MS = 1_800_000_000_000;

/** What every store must keep to. `partition` is one that nobody else writes to. */
export function keepsItsPromises(open: () => Table | Promise<Table>, partition: string): void {
  let count = 0;
  const prepare = async () => ({ table: await open(), pk: `${partition}-${++count}` });

  it('gives back what was put, whole', async () => {
    const { table, pk } = await prepare();
    const item = {
      pk,
      sk: 'a',
      version: 1,
      head: { state: 'open', count: 3 },
      body: { text: 'naïve ☃ 日本' },
    };

    const done = await table.put(item, 'absent', NOW_MS);

    expect(done).toBe(true);
    expect(await table.get(pk, 'a', NOW_MS)).toEqual(item);
    expect(await table.get(pk, 'b', NOW_MS)).toBeUndefined();
  });

  it('writes over nothing but what was expected', async () => {
    const { table, pk } = await prepare();

    const first = await table.put({ pk, sk: 'a', version: 1 }, 'absent', NOW_MS);
    const again = await table.put({ pk, sk: 'a', version: 1 }, 'absent', NOW_MS);
    const next = await table.put({ pk, sk: 'a', version: 2 }, { version: 1 }, NOW_MS);
    const late = await table.put({ pk, sk: 'a', version: 2 }, { version: 1 }, NOW_MS);
    const any = await table.put({ pk, sk: 'a', version: 9 }, 'any', NOW_MS);
    const missing = await table.put({ pk, sk: 'z', version: 2 }, { version: 1 }, NOW_MS);

    expect([first, again, next, late, any, missing]).toEqual([true, false, true, false, true, false]);
    expect((await table.get(pk, 'a', NOW_MS))?.version).toBe(9);
  });

  it('has one winner of twenty who put the same at once', async () => {
    const { table, pk } = await prepare();

    const won = await Promise.all(
      Array.from({ length: 20 }, (_, i) => table.put({ pk, sk: 'a', version: 1, body: i }, 'absent', NOW_MS)),
    );

    expect(won.filter(Boolean)).toHaveLength(1);
    expect((await table.get(pk, 'a', NOW_MS))?.body).toBe(won.indexOf(true));
  });

  it('takes an expired item for none, whether or not it has been removed', async () => {
    const { table, pk } = await prepare();
    await table.put({ pk, sk: 'a', version: 4, expiresAtMs: NOW_MS + 10_000 }, 'absent', NOW_MS);
    const laterMs = NOW_MS + 20_000;

    expect(await table.get(pk, 'a', NOW_MS)).toBeDefined();
    expect(await table.get(pk, 'a', laterMs)).toBeUndefined();
    expect(await table.list({ pk }, laterMs)).toEqual([]);
    expect(await table.put({ pk, sk: 'a', version: 1 }, 'absent', laterMs)).toBe(true);
  });

  it('lists a range in order, from either end, expired items not counted', async () => {
    const { table, pk } = await prepare();
    for (const sk of ['a', 'b', 'c', 'd', 'e'])
      await table.put(
        { pk, sk, version: 1, ...(sk === 'd' ? { expiresAtMs: NOW_MS - 60_000 } : {}) },
        'any',
        NOW_MS,
      );
    const keys = async (range: object) => (await table.list({ pk, ...range }, NOW_MS)).map(({ sk }) => sk);

    expect(await keys({})).toEqual(['a', 'b', 'c', 'e']);
    expect(await keys({ from: 'b', to: 'c' })).toEqual(['b', 'c']);
    expect(await keys({ newestFirst: true, limit: 2 })).toEqual(['e', 'c']);
  });

  it('lists heads without bodies', async () => {
    const { table, pk } = await prepare();
    await table.put(
      { pk, sk: 'a', version: 1, head: { state: 'open' }, body: { large: true } },
      'any',
      NOW_MS,
    );

    const [item] = await table.list({ pk, headsOnly: true }, NOW_MS);

    expect(item).toEqual({ pk, sk: 'a', version: 1, head: { state: 'open' } });
  });

  it('holds more than one page of large bodies', async () => {
    const { table, pk } = await prepare();
    const body = Array.from({ length: 40_000 }, (_, i) => (i * 2_654_435_761) % 4_294_967_296);
    for (let i = 0; i < 8; i++) await table.put({ pk, sk: `${i}`, version: 1, body }, 'any', NOW_MS);

    const items = await table.list({ pk }, NOW_MS);

    expect(items).toHaveLength(8);
    expect(items[7]?.body).toEqual(body);
  });

  it('forgets what was removed', async () => {
    const { table, pk } = await prepare();
    await table.put({ pk, sk: 'a', version: 1 }, 'any', NOW_MS);

    await table.remove(pk, 'a');

    expect(await table.get(pk, 'a', NOW_MS)).toBeUndefined();
  });
}
