import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countHits, hitsByHour, joinHits } from '../../../src/incidents/hits-by-hour.ts';

const HOUR_MS = 3_600_000;

const during = (hours: readonly number[]) =>
  hitsByHour(hours.map((hour) => ({ fromMs: hour * HOUR_MS, toMs: hour * HOUR_MS, count: 1 })));

describe('hits by hour', () => {
  it('are counted once, however often the same evidence is seen, also beyond the hours told apart', () => {
    const evidence = during(Array.from({ length: 80 }, (_, i) => i));

    const six = [1, 2, 3, 4, 5, 6].reduce((known) => joinHits(known, evidence), {});

    expect(countHits(six)).toBe(80);
  });

  it('are the same count after repeats of any part of the evidence', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(300), { minLength: 1 }), fc.nat(100), (hours, from) => {
        const all = during(hours);
        const once = joinHits({}, all);

        expect(countHits(joinHits(once, during(hours.slice(from))))).toBe(hours.length);
        expect(joinHits(once, all)).toEqual(once);
      }),
    );
  });
});
