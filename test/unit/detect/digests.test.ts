import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBuckets } from '../../../src/detect/buckets.ts';
import { collectionOf } from '../../../src/detect/collection.ts';
import type { Digest } from '../../../src/detect/digest.ts';
import { createDroppedCounts } from '../../../src/detect/dropped-counts.ts';
import type { ObservedSignal } from '../../../src/model/runbook.ts';
import { dry, dryPumpEngine } from '../../support/dry-pump.ts';

/** A digest of the lines, as older evidence is kept. */
function digestOf(lines: readonly string[], rule: Partial<ObservedSignal> = {}) {
  const engine = dryPumpEngine(rule);
  const run = engine.start();
  const input = run.open({ name: 'broker.log' });
  input.write(new TextEncoder().encode(lines.join('\n')));
  input.end();
  return { engine, digest: run.digest(1_000) };
}

function keptWhole(lines: readonly string[], rule?: Partial<ObservedSignal>): number[] {
  const { digest } = digestOf(lines, rule);
  return digest.buckets.flatMap(({ parts }) => parts.map(({ hits }) => hits.length));
}

describe('a digest', () => {
  const ofOne = Array.from({ length: 600 }, (_, i) => dry(i, '10.0.0.1:40000'));
  const ofFour = Array.from({ length: 600 }, (_, i) => dry(i, `10.0.0.${i % 4}:40000`));

  it('keeps forty hits of a signal whole in all, twenty of one client at most', () => {
    expect(keptWhole(ofOne)).toEqual([20]);
    expect(keptWhole(ofFour)).toEqual([10, 10, 10, 10]);
  });

  it.each<[what: string, rule: Partial<ObservedSignal>]>([
    ['different values are counted', { distinct: { field: 'pid', is: '>= 2' } }],
    ['a window is narrower than minutes', { count: '>= 3', withinMs: 10_000 }],
    ['it matters when a value came first', { firstSeenAfter: { field: 'client', afterMs: 60_000 } }],
  ])('keeps a hundred, fifty of one client at most, where %s', (_, rule) => {
    expect(keptWhole(ofOne, rule)).toEqual([50]);
    expect(keptWhole(ofFour, rule)).toEqual([25, 25, 25, 25]);
  });

  it('keeps three of each of many clients, and counts the others', () => {
    const lines = Array.from({ length: 600 }, (_, i) => dry(i, `10.0.0.${i % 30}:40000`));

    const { digest } = digestOf(lines);

    expect(keptWhole(lines)).toEqual(Array.from({ length: 30 }, () => 3));
    expect(keptWhole(lines, { withinMs: 10_000 })).toEqual(Array.from({ length: 30 }, () => 8));
    expect(digest.buckets[0]?.parts.map(({ count }) => count)).toEqual(Array.from({ length: 30 }, () => 20));
  });

  it('still shows that many were concerned at once, long before the hits that are kept whole', () => {
    const clients = Array.from({ length: 10 }, (_, i) => `10.0.0.${i}:40000`);
    const atOnce = clients.map((client, i) => dry(i, client));
    const oneByOne = Array.from({ length: 100 }, (_, i) => dry(600 + i * 120, clients[i % 10] ?? ''));
    const { engine, digest } = digestOf([...atOnce, ...oneByOne], {
      distinct: { field: 'client', is: '>= 10' },
      withinMs: 60_000,
    });

    const later = engine.start();
    later.join(digest);

    expect(later.occurrences(() => 'host').map(({ diagnosis }) => diagnosis.runbook)).toEqual(['dry-pump']);
  });
});

/** What was counted of each client that the digests hold, in the order in which they name them. */
function countedIn(...digests: readonly Digest[]) {
  const buckets = createBuckets();
  for (const digest of digests) buckets.join(digest);
  return buckets.keys().flatMap((key) => {
    const bucket = buckets.read(key);
    return bucket ? collectionOf(bucket, key, (hit) => hit).tallies : [];
  });
}

describe('what digests hold of a client', () => {
  const earlier = digestOf([dry(0, '10.0.0.1:40000'), dry(1, '10.0.0.2:40000')]).digest;
  const { engine, digest: later } = digestOf([dry(60, '10.0.0.2:40000')]);

  it('stays the same object until there is more of that client', () => {
    const [first, second] = countedIn(earlier);

    const counted = countedIn(earlier, later);

    expect(counted[0]).toBe(first);
    expect(counted[1]).not.toBe(second);
    expect(counted[1]?.count).toBe(2);
  });

  it('stays the same object in a digest of digests', () => {
    const both = engine.start();
    both.join(earlier);
    both.join(later);

    const again = countedIn(both.digest(1_000));

    expect(again[0]).toBe(countedIn(earlier, later)[0]);
    expect(again.map(({ hits }) => hits.length)).toEqual([1, 2]);
  });

  it('is another where only its newest hits are kept whole', () => {
    const many = digestOf(Array.from({ length: 60 }, (_, i) => dry(i, '10.0.0.1:40000'))).digest;

    const [counted] = countedIn(many);

    expect([counted?.count, counted?.hits.length, counted?.dropped.length]).toEqual([60, 20, 1]);
  });
});

describe('counts of dropped hits', () => {
  const hits = fc.array(fc.integer({ min: 0, max: 3 * 3_600_000 }), { maxLength: 60 });
  const totals = (counts: { count: number }[]) => counts.reduce((sum, { count }) => sum + count, 0);

  it('are the same whether they were joined from parts in order, or added one by one', () => {
    fc.assert(
      fc.property(hits, fc.nat(60), (all, cut) => {
        const ascending = all.toSorted((a, b) => a - b);
        const [one, first, second] = [createDroppedCounts(), createDroppedCounts(), createDroppedCounts()];
        for (const [i, atMs] of ascending.entries()) {
          one.add(atMs);
          (i < cut ? first : second).add(atMs);
        }
        const joined = createDroppedCounts();
        joined.join(first.counts());
        joined.join(second.counts());

        expect(joined.counts()).toEqual(one.counts());
      }),
    );
  });

  it('lose none where parts come out of order or are added to', () => {
    fc.assert(
      fc.property(hits, hits, fc.integer({ min: 0, max: 3_600_000 }), (some, others, atMs) => {
        const [first, second, both] = [createDroppedCounts(), createDroppedCounts(), createDroppedCounts()];
        for (const one of some) first.add(one);
        for (const one of others) second.add(one);

        both.join(first.counts());
        both.join(second.counts());
        both.add(atMs);

        expect(totals(both.counts())).toBe(some.length + others.length + 1);
      }),
    );
  });
});
