import { describe, expect, it } from 'vitest';
import { createEngine } from '../../../src/engine/triage.ts';
import { compiledOf } from '../../support/runbook-of.ts';

const runbook = compiledOf({
  id: 'dry-pump',
  when: 'signal',
  signals: {
    signal: { says: 'it is dry', confidence: 0.9, on: 'log', regex: ['pump is dry at (?<client>\\S+)'] },
  },
});

function identitiesIn(...clients: string[]) {
  const triage = createEngine([runbook]).start();
  const input = triage.open({ name: 'broker.log' });
  const lines = clients.map(
    (client, i) => `2026-01-02 03:00:0${i}.000000+00:00 [error] <0.5.0> pump is dry at ${client}\n`,
  );
  input.write(new TextEncoder().encode(lines.join('')));
  input.end();
  return triage.occurrences(() => 'host').map(({ identity }) => identity);
}

describe('a diagnosis about several clients', () => {
  it.each([
    ['10.0.0.1:4000', '10.0.0.2:4001'],
    ['2001:db8::1', '2001:db8::2'],
    ['[2001:db8::1]:4000', '[2001:db8::2]:4001'],
  ])('is one occurrence for each: %s and %s', (one, other) => {
    expect(identitiesIn(one, other)).toHaveLength(2);
  });

  it.each([
    ['10.0.0.1:4000', '10.0.0.1:4001'],
    ['[2001:db8::1]:4000', '[2001:db8::1]:4001'],
    ['2001:db8::1', '[2001:DB8::1]:4001'],
  ])('is one occurrence for a client that came back: %s and %s', (one, other) => {
    expect(identitiesIn(one, other)).toHaveLength(1);
  });
});

describe('an occurrence of one client', () => {
  it('quotes its own lines, also of what all clients together show', () => {
    const signals = {
      signal: {
        says: 'it is dry',
        confidence: 0.9,
        on: 'log' as const,
        regex: ['pump is dry at (?<client>\\S+)'],
      },
      many: {
        says: 'several are dry',
        confidence: 0.5,
        on: 'log' as const,
        regex: ['pump is dry at (?<client>\\S+)'],
        distinct: { field: 'client', is: '>= 2' },
      },
    };
    const both = compiledOf({
      id: 'dry-pump',
      when: 'signal',
      supports: [{ signal: 'many', by: 1 }],
      signals,
    });
    const triage = createEngine([both]).start();
    const input = triage.open({ name: 'broker.log' });
    const lines = ['10.0.0.1:4000', '10.0.0.2:4001', '10.0.0.3:4002'].map(
      (client, i) => `2026-01-02 03:00:0${i}.000000+00:00 [error] <0.5.0> pump is dry at ${client}\n`,
    );
    input.write(new TextEncoder().encode(lines.join('')));
    input.end();

    const occurrences = triage.occurrences(() => 'host');

    expect(occurrences).toHaveLength(3);
    for (const { identity, diagnosis } of occurrences)
      expect(diagnosis.evidence.map(({ text }) => text.includes(`${identity['client']}:`))).toEqual([true]);
  });
});

describe('an occurrence of sockets', () => {
  it.each([0.8, 0.95])('counts each socket once, not also the totals made of them (%s sure)', (sure) => {
    const leak = compiledOf({
      id: 'leak',
      when: { any: ['rows', 'total'] },
      signals: {
        rows: { says: 'rows', confidence: 0.9, on: 'connection', where: { state: 'CLOSE_WAIT' } },
        total: {
          says: 'total',
          confidence: sure,
          on: 'state-total',
          where: { state: 'CLOSE_WAIT', count: '>= 5' },
        },
      },
    });
    const triage = createEngine([leak]).start();
    const input = triage.open({ name: 'app' });
    const rows = Array.from(
      { length: 36 },
      (_, i) => `tcp        0      0 10.1.0.5:${40_000 + i}      10.1.0.9:8080      CLOSE_WAIT  77/app`,
    );
    const text = [
      '===== 2026-01-02T03:00:00Z',
      'Proto Recv-Q Send-Q Local Address Foreign Address State',
      ...rows,
    ];
    input.write(new TextEncoder().encode(text.join('\n')));
    input.end();

    const [occurrence] = triage.occurrences(() => 'app-1');

    expect(occurrence?.hits.reduce((sum, { count }) => sum + count, 0)).toBe(36);
  });
});
