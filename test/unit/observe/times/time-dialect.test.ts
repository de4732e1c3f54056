import { describe, expect, it } from 'vitest';
import { createEngine } from '../../../../src/engine/triage.ts';
import type { Report } from '../../../../src/model/diagnosis.ts';
import { renderTerminal } from '../../../../src/render/terminal/report.ts';
import { PLAIN } from '../../../../src/render/terminal/text.ts';
import { compiledOf } from '../../../support/runbook-of.ts';

const seen = compiledOf({
  id: 'seen',
  signals: { seen: { says: 'refused', confidence: 0.9, on: 'log', text: ['connection refused'] } },
  when: 'seen',
});

function triage(text: string, cutAt: readonly number[] = [], lineTimesMs?: readonly number[]): Report {
  const run = createEngine([seen]).start();
  const input = run.open({ name: 'app.log', ...(lineTimesMs ? { lineTimesMs } : {}) });
  const lines = text.match(/.*\n/g) ?? [];
  const ends = [...cutAt, lines.length];
  ends.forEach((end, i) => input.write(Buffer.from(lines.slice(ends[i - 1] ?? 0, end).join(''))));
  input.end();
  return run.report();
}

const firstSeen = (report: Report) => report.diagnoses[0]?.firstSeen;
const refused = (time: string) => `${time} ERROR connection refused\n`;

describe('03/04/2026 in a log too large to be read whole', () => {
  const quiet = (date: string) => `${date} 05:06:07 INFO ${'all well '.repeat(120)}\n`.repeat(1_100);

  it.each([
    ['in one piece', []],
    ['in many', [1, 900, 1_101, 2_000]],
  ])('is in April where a line far behind proves it, %s', (_, cuts) => {
    const log = `${refused('03/04/2026 05:06:07')}${quiet('09/04/2026')}${quiet('22/04/2026')}`;

    expect(firstSeen(triage(log, cuts))).toBe('2026-04-03T05:06:07.000Z');
  });

  it('is in March where nothing proves the contrary', () => {
    expect(firstSeen(triage(`${refused('03/04/2026 05:06:07')}${quiet('03/07/2026')}`.repeat(2)))).toBe(
      '2026-03-04T05:06:07.000Z',
    );
  });

  it('keeps the time of arrival of a line that has none', () => {
    const log = `connection refused by mq01\n${`${'x'.repeat(1_000)}\n`.repeat(2_200)}`;
    const times = Array.from({ length: 2_201 }, () => Date.parse('2026-11-22T05:02:13Z'));

    expect(firstSeen(triage(log, [], times))).toBe('2026-11-22T05:02:13.000Z');
  });
});

describe('03/04/2026', () => {
  it('is in April where the next line is a day later', () => {
    expect(firstSeen(triage(refused('03/04/2026 23:59:59') + refused('04/04/2026 00:00:01')))).toBe(
      '2026-04-03T23:59:59.000Z',
    );
  });

  it('is in April where it arrived then', () => {
    const arrived = Date.parse('2026-04-03T06:00:00Z');

    expect(firstSeen(triage(refused('03/04/2026 05:06:07'), [], [arrived]))).toBe('2026-04-03T05:06:07.000Z');
  });
});

describe('a zone name', () => {
  it.each([
    ['NZST', '2026-02-28T22:00:00.000Z'],
    ['AKST', '2026-03-01T19:00:00.000Z'],
    ['NPT', '2026-03-01T04:15:00.000Z'],
  ])('that one country uses is known: %s', (zone, time) => {
    expect(firstSeen(triage(refused(`2026-03-01 10:00:00 ${zone}`)))).toBe(time);
  });

  it.each([
    ['CST', '2026-03-01 10:00:00+08:00', '2026-03-01T02:00:00.000Z'],
    ['CST', '2026-06-01 10:00:00 CDT', '2026-03-01T16:00:00.000Z'],
    ['IST', '2026-03-01 10:00:00 +0530', '2026-03-01T04:30:00.000Z'],
    ['IST', '2026-06-01 10:00:00 IDT', '2026-03-01T08:00:00.000Z'],
    ['BST', '2026-01-01 10:00:00 GMT', '2026-03-01T09:00:00.000Z'],
  ])('that several use is decided by other lines: %s beside %s', (zone, other, time) => {
    const report = triage(`${refused(`2026-03-01 10:00:00 ${zone}`)}${other} INFO started\n`);

    expect(firstSeen(report)).toBe(time);
    expect(report.inputs[0]?.unknownZones).toBeUndefined();
  });

  it.each(['XYZT', 'IST', 'CST'])('that nothing tells is told once and counted: %s', (zone) => {
    const report = triage(refused(`2026-03-01 10:00:00 ${zone}`).repeat(3));

    expect(firstSeen(report)).toBe('2026-03-01T10:00:00.000Z');
    expect(report.inputs[0]?.unknownZones).toEqual({ [zone]: 3 });
    expect(renderTerminal(report, PLAIN).replaceAll(/\s+/g, ' ')).toContain(
      `The time zone ${zone} (3 lines) in app.log is not known`,
    );
  });

  it.each(['MQTT client', 'RESET by peer', 'ALERT disk', '[info]'])('is not seen in %s', (words) => {
    expect(triage(refused(`2026-03-01 10:00:00 ${words}`)).inputs[0]?.unknownZones).toBeUndefined();
  });
});
