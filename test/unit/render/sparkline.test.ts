import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Series } from '../../../src/model/series.ts';
import { describeSeries, sparkline } from '../../../src/render/sparkline.ts';

/** 2026-11-22 08:00:00 UTC. */
const EIGHT_MS = 1_795_334_400_000;
const MINUTE_MS = 60_000;

const each = (values: readonly number[], everyMs = MINUTE_MS) =>
  values.map((value, i) => ({ atMs: EIGHT_MS + i * everyMs, value }));

describe('a sparkline', () => {
  it.each([
    [[], ''],
    [[0, 0], '▁▁'],
    [[7, 7], '██'],
    [[0, 1, 2, 3, 4, 5, 6, 7], '▁▂▃▄▅▆▇█'],
    [[12, 24, 36], '▃▆█'],
  ])('shows %j as %s', (values, drawn) => {
    expect(sparkline(each(values))).toBe(drawn);
  });

  it('is never longer than asked, nor than 24 characters, and always shows the peak', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(1_000), { minLength: 1, maxLength: 240 }),
        fc.integer({ min: 1, max: 100 }),
        (values, width) => {
          const drawn = sparkline(each(values), width);

          expect(drawn).toHaveLength(Math.min(values.length, width, 24));
          expect(drawn.includes('█')).toBe(Math.max(...values) > 0);
        },
      ),
    );
  });
});

describe('a series in one line', () => {
  const level = (points: Series['points'], of = 'app01'): Series => ({
    kind: 'level',
    name: 'CLOSE_WAIT sockets',
    of,
    points,
  });
  const alarm = (points: Series['points']): Series => ({ kind: 'spans', name: 'memory alarm', points });

  it('says from what to what, and in which time', () => {
    const line = describeSeries(level(each([12, 24, 38], 20 * MINUTE_MS)));

    expect(line).toBe('CLOSE_WAIT sockets on app01  ▃▅█  12 → 38 in 40 min');
  });

  it('names a peak that is neither the first nor the last', () => {
    expect(describeSeries(level(each([0, 21_000, 12])))).toContain('0 → 12 in 2 min, at most 21,000');
  });

  it('counts what came, and the most at once', () => {
    const series: Series = {
      kind: 'rate',
      name: 'connection reset: log records per minute',
      points: each([3, 0, 9]),
    };

    expect(describeSeries(series)).toBe(
      'connection reset: log records per minute  ▃▁█  12 in 3 min, at most 9',
    );
  });

  it.each([
    [[10.02], 'memory alarm  10 s from 2026-11-22 08:00:00 UTC'],
    [[0.2], 'memory alarm  less than 1 s from 2026-11-22 08:00:00 UTC'],
    [[30, 150], 'memory alarm  2 times, 3 min in all, the longest 3 min'],
    [[30, 0], 'memory alarm  30 s from 2026-11-22 08:00:00 UTC, not ended since 2026-11-22 08:01:00 UTC'],
  ])('tells how long it lasted: %j s', (values, line) => {
    expect(describeSeries(alarm(each(values)))).toBe(line);
  });

  it('cuts a name of any length', () => {
    expect(describeSeries(level(each([1, 2]), 'x'.repeat(5_000))).length).toBeLessThan(200);
  });
});
