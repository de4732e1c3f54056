import { describe, expect, it } from 'vitest';
import type { Curve, ObservedSignal } from '../../../src/model/runbook.ts';
import { compiledOf } from '../../support/runbook-of.ts';
import { triageText } from '../../support/triage-text.ts';

const established: ObservedSignal = {
  says: 'in use',
  confidence: 0,
  on: 'connection',
  where: { state: 'ESTABLISHED' },
};

function table(rows: Record<string, number>): string {
  const lines = Object.entries(rows).flatMap(([state, count], of) =>
    Array.from({ length: count }, (_, i) => `${state} 0 0 10.1.0.4:${41_000 + 1000 * of + i} 10.1.0.9:5672`),
  );
  return ['State Recv-Q Send-Q Local Address:Port Peer Address:Port', ...lines].join('\n');
}

/** How sure a runbook is that finds half of its cause in CLOSE_WAIT rows, moved by the curves; 0 where it is silent. */
function sureness(curves: readonly Curve[], text: string): number {
  const leak: ObservedSignal = {
    says: '{count} rows',
    confidence: 0.5,
    curves,
    on: 'connection',
    where: { state: 'CLOSE_WAIT' },
  };
  const runbook = compiledOf({ id: 'leak', signals: { leak, established }, when: 'leak' });
  return triageText([runbook], text).diagnoses[0]?.confidence ?? 0;
}

describe('a curve', () => {
  const byCount: Curve[] = [
    {
      of: 'count',
      points: [
        [1, -3],
        [5, 0],
        [500, 2],
      ],
    },
  ];

  it.each([
    { rows: 1, sure: 0 },
    { rows: 5, sure: 0.6 },
    { rows: 500, sure: 0.96 },
    { rows: 900, sure: 0.96 },
  ])('gives $sure at $rows rows', ({ rows, sure }) => {
    expect(sureness(byCount, table({ 'CLOSE-WAIT': rows }))).toBe(sure);
  });

  it('never turns a verdict over for one row more or less', () => {
    const steps = Array.from({ length: 40 }, (_, i) => sureness(byCount, table({ 'CLOSE-WAIT': i + 4 })));

    const jumps = steps.slice(1).map((sure, i) => sure - (steps[i] ?? 0));
    expect(Math.min(...jumps)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...jumps)).toBeLessThan(0.2);
  });

  it('weighs how many there are beside others', () => {
    const beside: Curve[] = [
      {
        of: 'ratio',
        to: 'established',
        points: [
          [0.05, -3],
          [0.5, 0],
          [2, 1],
        ],
      },
    ];

    expect(sureness(beside, table({ 'CLOSE-WAIT': 3, ESTAB: 60 }))).toBe(0);
    expect(sureness(beside, table({ 'CLOSE-WAIT': 30, ESTAB: 60 }))).toBe(0.6);
    expect(sureness(beside, table({ 'CLOSE-WAIT': 30 }))).toBe(0.91);
  });

  it('reads a field of the most telling row, which is quoted first', () => {
    const unread: ObservedSignal = {
      says: '{local} holds {recvQBytes} bytes',
      confidence: 0.5,
      curves: [
        {
          of: 'field',
          field: 'recvQBytes',
          points: [
            [10, -1],
            [1000, 1],
          ],
        },
      ],
      on: 'connection',
    };
    const runbook = compiledOf({ id: 'unread', signals: { unread }, when: 'unread' });
    const text = [
      'State Recv-Q Send-Q Local Address:Port Peer Address:Port',
      'ESTAB 10 0 10.1.0.4:41001 10.1.0.9:5672',
      'ESTAB 9000 0 10.1.0.4:41002 10.1.0.9:5672',
    ].join('\n');

    const [diagnosis] = triageText([runbook], text).diagnoses;

    expect(diagnosis?.confidence).toBe(0.91);
    expect(diagnosis?.evidence[0]?.text).toContain('41002');
  });
});

describe('evidence of another kind', () => {
  const log: ObservedSignal = { says: 'a line', confidence: 0.6, on: 'log', text: ['pump is dry'] };
  const again: ObservedSignal = { says: 'another line', confidence: 0.6, on: 'log', text: ['tank is dry'] };
  const rows: ObservedSignal = {
    says: 'a row',
    confidence: 0.6,
    on: 'connection',
    where: { state: 'CLOSE_WAIT' },
  };
  const runbook = compiledOf({
    id: 'dry',
    signals: { log, again, rows },
    when: { any: ['log', 'again', 'rows'] },
  });
  const sure = (...texts: string[]) => triageText([runbook], ...texts).diagnoses[0]?.confidence;

  it('makes surer than either alone, and more of the same kind does not', () => {
    expect(sure('2026-01-02 03:00:00 ERROR pump is dry')).toBe(0.85);
    expect(sure('2026-01-02 03:00:00 ERROR pump is dry\n2026-01-02 03:00:01 ERROR tank is dry')).toBe(0.85);
    expect(sure('2026-01-02 03:00:00 ERROR pump is dry', table({ 'CLOSE-WAIT': 1 }))).toBe(0.92);
  });
});
