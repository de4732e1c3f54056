import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
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

function keptWhole(lines: readonly string[]): number[] {
  const { digest } = digestOf(lines);
  return digest.buckets.flatMap(({ parts }) => parts.map(({ hits }) => hits.length));
}

describe('a digest', () => {
  it('keeps a hundred hits whole in all, fifty of one client at most', () => {
    const lines = Array.from({ length: 600 }, (_, i) => dry(i, '10.0.0.1:40000'));
    const ofFour = Array.from({ length: 600 }, (_, i) => dry(i, `10.0.0.${i % 4}:40000`));

    expect(keptWhole(lines)).toEqual([50]);
    expect(keptWhole(ofFour)).toEqual([25, 25, 25, 25]);
  });

  it('keeps eight of each of many clients, and counts the others', () => {
    const lines = Array.from({ length: 600 }, (_, i) => dry(i, `10.0.0.${i % 30}:40000`));

    const { digest } = digestOf(lines);

    expect(keptWhole(lines)).toEqual(Array.from({ length: 30 }, () => 8));
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
