import { describe, expect, it } from 'vitest';
import type { ObservedSignal } from '../../../src/model/runbook.ts';
import { lastHitMs } from '../../../src/model/signal.ts';
import { dry, dryPumpEngine, START_MS } from '../../support/dry-pump.ts';

const HOUR_S = 3_600;

function triage(lines: readonly string[], rule: Partial<ObservedSignal> = {}) {
  const run = dryPumpEngine(rule).start();
  const input = run.open({ name: 'broker.log' });
  input.write(new TextEncoder().encode(lines.join('\n')));
  input.end();
  return { report: run.report(), occurrences: run.occurrences(() => 'host') };
}

function counted(occurrence: ReturnType<typeof triage>['occurrences'][number] | undefined) {
  const hits = occurrence?.hits ?? [];
  return {
    count: hits.reduce((sum, { count }) => sum + count, 0),
    firstMs: hits[0]?.fromMs,
    lastMs: lastHitMs(hits),
  };
}

describe('an error each second for six hours', () => {
  const lines = Array.from({ length: 6 * HOUR_S }, (_, i) => dry(i, `10.0.0.1:${40_000 + (i % 9)}`));
  const { report, occurrences } = triage(lines);

  it('is counted to its end', () => {
    expect(counted(occurrences[0])).toEqual({
      count: 21_600,
      firstMs: START_MS,
      lastMs: START_MS + 21_599_000,
    });
    expect(report.diagnoses[0]).toMatchObject({
      count: 21_600,
      firstSeen: '2026-01-02T03:00:00.000Z',
      lastSeen: '2026-01-02T08:59:59.000Z',
    });
  });

  it('quotes its newest lines', () => {
    expect(occurrences[0]?.diagnosis.evidence.at(-1)?.text).toContain('2026-01-02 08:59:59');
  });

  it('is drawn from its beginning', () => {
    const [rate] = report.diagnoses[0]?.series ?? [];

    expect(rate?.points.reduce((sum, { value }) => sum + value, 0) ?? 21_600).toBe(21_600);
  });
});

describe('a second client', () => {
  it('is an occurrence of its own after 10,000 lines of the first', () => {
    const first = Array.from({ length: 10_000 }, (_, i) => dry(i, '10.0.0.1:40000'));

    const { occurrences } = triage([...first, dry(10_001, '10.0.0.2:40000')]);

    expect(
      occurrences.map(({ identity }) => identity['client']).toSorted((a = '', b = '') => (a < b ? -1 : 1)),
    ).toEqual(['10.0.0.1', '10.0.0.2']);
    expect(occurrences.map((one) => counted(one).count).toSorted((a, b) => a - b)).toEqual([1, 10_000]);
  });

  it('that spoke once, long ago, is still there and counted rightly', () => {
    const flood = Array.from({ length: 10_000 }, (_, i) => dry(60 + i, '10.0.0.1:40000'));

    const { occurrences } = triage([dry(0, '10.0.0.2:40000'), ...flood]);

    expect(occurrences).toHaveLength(2);
  });
});

describe('more clients than hits are kept', () => {
  it('are all counted, and the newest told apart', () => {
    const lines = Array.from({ length: 5_000 }, (_, i) => dry(i, `10.0.${i >> 8}.${i & 255}:40000`));

    const { report, occurrences } = triage(lines);

    expect(report.diagnoses[0]?.count).toBe(5_000);
    expect(counted(occurrences[0]).count).toBe(5_000);
    expect(occurrences[0]?.diagnosis.concerns).toEqual([
      expect.objectContaining({ label: 'client', count: 2_000, isLeast: true }),
    ]);
    expect(occurrences[0]?.diagnosis.concerns?.[0]?.names[0]).toBe('10.0.19.135');
  });
});

describe('a rule of the newest kind', () => {
  it('does not take a value for new whose first lines made room for newer ones', () => {
    const lines = Array.from({ length: 9_000 }, (_, i) => dry(i, '10.0.0.1:40000'));

    const { report } = triage(lines, { firstSeenAfter: { field: 'client', afterMs: 60_000 } });

    expect(report.diagnoses).toEqual([]);
  });

  it('finds a busy minute long before what is kept', () => {
    const busy = Array.from({ length: 300 }, (_, i) => dry(i / 10, '10.0.0.1:40000'));
    const slow = Array.from({ length: 9_000 }, (_, i) => dry(HOUR_S + 10 * i, '10.0.0.1:40000'));

    const { report } = triage([...busy, ...slow], { count: '>= 200', withinMs: 60_000 });

    expect(report.diagnoses[0]?.count).toBe(300);
  });
});
