import { describe, expect, it } from 'vitest';
import { createEngine } from '../../../../src/engine/triage.ts';
import type { Report } from '../../../../src/model/diagnosis.ts';
import type { InputSource } from '../../../../src/model/input.ts';
import { renderTerminal } from '../../../../src/render/terminal/report.ts';
import { PLAIN } from '../../../../src/render/terminal/text.ts';
import { compiledOf } from '../../../support/runbook-of.ts';

const closing = { says: 'a close', confidence: 0.5, on: 'log' as const, text: ['closing connection'] };
const close = compiledOf({ id: 'close', signals: { any: closing }, when: 'any' });
const flapping = compiledOf({
  id: 'flapping',
  signals: { six: { ...closing, count: '>= 6', withinMs: 120_000 } },
  when: 'six',
});

type Given = string | ({ lines: string } & Partial<InputSource>);

function triage(...given: Given[]): Report {
  const run = createEngine([close, flapping]).start();
  for (const [i, one] of given.entries()) {
    const { lines, ...source } = typeof one === 'string' ? { lines: one } : one;
    const input = run.open({ name: `input-${i + 1}`, ...source });
    input.write(new TextEncoder().encode(lines));
    input.end();
  }
  return run.report();
}

const syslog = (...times: string[]) =>
  times.map((time) => `${time} mq01 rabbitmq[812]: closing connection\n`).join('');
const day = (date: number) => `Nov ${String(date).padStart(2, ' ')} 05:02:13`;
const second = (seconds: number) => `Nov 22 05:02:${String(seconds).padStart(2, '0')}`;
const six = [10, 20, 30, 40, 50, 59];
const spanOf = ({ diagnoses }: Report) => {
  const seen = diagnoses.find(({ runbook }) => runbook === 'close');
  return [seen?.firstSeen, seen?.lastSeen];
};
const isMany = ({ diagnoses }: Report) => diagnoses.some(({ runbook }) => runbook === 'flapping');

describe('times without a year', () => {
  it('tell six closes over ten days from six within two minutes', () => {
    expect(isMany(triage(syslog(...[2, 4, 6, 8, 10, 12].map(day))))).toBe(false);
    expect(isMany(triage(syslog(...six.map(second))))).toBe(true);
  });

  it('tell them apart also when all lines arrived at once, as those of a snapshot do', () => {
    const arrived = Date.parse('2026-11-23T08:00:00Z');
    const lineTimesMs = six.map(() => arrived);

    expect(isMany(triage({ lines: syslog(...[2, 4, 6, 8, 10, 12].map(day)), lineTimesMs }))).toBe(false);
    expect(isMany(triage({ lines: syslog(...six.map(second)), lineTimesMs }))).toBe(true);
  });

  it('go on from December to January, newest line first too', () => {
    const times = [
      'Dec 31 23:59:20',
      'Dec 31 23:59:40',
      'Dec 31 23:59:59',
      'Jan  1 00:00:01',
      'Jan  1 00:00:20',
    ];
    const lines = syslog(...times, 'Jan  1 00:00:40');

    expect(isMany(triage(lines))).toBe(true);
    expect(isMany(triage(lines.trim().split('\n').toReversed().join('\n')))).toBe(true);
  });

  it('are shown without a year where nothing tells it, and the report says so', () => {
    const report = triage(syslog('Nov 22 05:02:13', 'Nov 22 05:03:13'));

    expect(spanOf(report)).toEqual(['Nov 22 05:02:13', 'Nov 22 05:03:13']);
    expect(report.inputs[0]?.yearless).toEqual({ records: 2, basis: 'nothing', years: [] });
    expect(renderTerminal(report, PLAIN)).toContain('2 times in input-1 have no year, and nothing tells it.');
  });

  it.each([
    ['a line before', `2025-11-20 05:02:13 [info] start\n${syslog(day(22))}`, {}],
    ['a line behind', `${syslog(day(22))}2025-11-23 05:02:13 [info] stop\n`, {}],
    [
      'a header',
      `-- Logs begin at Sat 2025-02-01 05:02:13 UTC, end at Sun 2025-11-23 05:02:13 UTC. --\n${syslog(day(22))}`,
      {},
    ],
    ['the name of a rotated file', syslog(day(22)), { name: '/var/log/messages-20251123' }],
    ['its arrival', syslog(day(22)), { lineTimesMs: [Date.parse('2026-11-20T00:00:00Z')] }],
    ['the time given as now', syslog(day(22)), { nowMs: Date.parse('2026-11-20T00:00:00Z') }],
  ])('get their year from %s', (_, lines, source) => {
    const report = triage({ lines, ...source });

    expect(spanOf(report)[0]).toBe('2025-11-22T05:02:13.000Z');
    expect(report.inputs[0]?.yearless?.years).toEqual([2025]);
    expect(renderTerminal(report, PLAIN)).toMatch(/1 time in \S+ has no year; 2025 was inferred from/);
  });

  it('get their year from the other inputs, in whatever order they are given', () => {
    const dated = '2026-01-01 00:00:30 [error] closing connection\n';
    const yearless = syslog('Dec 31 23:59:59');
    const span = ['2025-12-31T23:59:59.000Z', '2026-01-01T00:00:30.000Z'];

    expect(spanOf(triage(dated, yearless))).toEqual(span);
    expect(spanOf(triage(yearless, dated))).toEqual(span);
  });

  it('of several inputs are right against each other over the turn of the year', () => {
    const report = triage(
      syslog('Jan  1 00:00:01', 'Jan  1 00:00:02', 'Jan  1 00:00:03'),
      syslog('Dec 31 23:59:57', 'Dec 31 23:59:58', 'Dec 31 23:59:59'),
    );

    expect(isMany(report)).toBe(true);
  });

  it('on 29 February are in a leap year, and their neighbours with them', () => {
    const lines = syslog('Feb 28 23:59:59', 'Feb 29 00:00:01', 'Mar  1 00:00:01');
    const report = triage({ lines, nowMs: Date.parse('2026-11-20T00:00:00Z') });

    expect(spanOf(report)).toEqual(['2024-02-28T23:59:59.000Z', '2024-03-01T00:00:01.000Z']);
  });

  it('count on from the last line in a log too large to be read whole', () => {
    const quiet = `Dec 30 10:00:00 mq01 rabbitmq[812]: ${'all well '.repeat(120)}\n`.repeat(2_500);
    const late = [
      'Dec 31 23:59:40',
      'Dec 31 23:59:50',
      'Dec 31 23:59:59',
      'Jan  1 00:00:01',
      'Jan  1 00:00:20',
    ];
    const lines = `${quiet}${syslog(...late, 'Jan  1 00:00:40')}`;

    expect(isMany(triage(lines))).toBe(true);
    expect(spanOf(triage({ lines, nowMs: Date.parse('2026-01-02T00:00:00Z') }))).toEqual([
      '2025-12-31T23:59:40.000Z',
      '2026-01-01T00:00:40.000Z',
    ]);
  });

  it('of klog are read, and a collector that tells the year goes before them', () => {
    const klog = 'E1122 05:02:13.494284       1 reflector.go:138] closing connection\n';

    expect(spanOf(triage(klog))[0]).toBe('Nov 22 05:02:13');
    expect(spanOf(triage(`2026-11-22T05:02:13.600000000Z ${klog}`))[0]).toBe('2026-11-22T05:02:13.600Z');
  });
});
