import { describe, expect, it } from 'vitest';
import type { ObservedSignal } from '../../../src/model/runbook.ts';
import { compiledOf } from '../../support/runbook-of.ts';
import { triageText } from '../../support/triage-text.ts';

const line = (second: number, text: string) =>
  `2026-01-02 03:00:${String(second).padStart(2, '0')}.000000+00:00 [error] <0.${second}.0> ${text}`;

function speaks(rule: Partial<ObservedSignal>, ...texts: Parameters<typeof triageText>[1][]): boolean {
  const signal: ObservedSignal = { says: 'it was there', confidence: 0.9, on: 'log', ...rule };
  return (
    triageText([compiledOf({ id: 'probe', signals: { signal }, when: 'signal' })], ...texts).diagnoses
      .length > 0
  );
}

describe('a log signal', () => {
  it('meets its fixed text in any case, in any record of the input', () => {
    expect(speaks({ text: ['Pump Is Dry'] }, [line(1, 'fine'), line(2, 'the pump is dry')].join('\n'))).toBe(
      true,
    );
    expect(speaks({ text: ['pump is dry'] }, line(1, 'the pump is wet'))).toBe(false);
  });

  it('meets a pattern and keeps what it captured', () => {
    const signal: ObservedSignal = {
      says: 'pump {pump} is dry',
      confidence: 0.9,
      on: 'log',
      regex: ['pump (?<pump>\\w+) dry for (?<waitSec>\\d+) s'],
    };

    const { diagnoses } = triageText(
      [compiledOf({ id: 'dry', signals: { signal }, when: 'signal' })],
      line(1, 'pump p7 dry for 90 s'),
    );

    expect(diagnoses[0]?.facts).toMatchObject({ pump: 'p7', waitSec: 90 });
    expect(diagnoses[0]?.why[0]).toContain('pump p7 is dry');
  });

  it('is vetoed by a pattern of except, and needs every pattern of with', () => {
    expect(speaks({ text: ['pump is dry'], except: ['drill'] }, line(1, 'the pump is dry (drill)'))).toBe(
      false,
    );
    expect(speaks({ text: ['pump is dry'], with: ['tank \\d'] }, line(1, 'the pump is dry'))).toBe(false);
    expect(speaks({ text: ['pump is dry'], with: ['tank \\d'] }, line(1, 'the pump is dry, tank 4'))).toBe(
      true,
    );
  });

  it('weighs less in inputs of another role, so that a doubtful one says nothing there', () => {
    const text = line(1, 'the pump is dry');
    const doubtful = { text: ['pump is dry'], role: ['client' as const], confidence: 0.5 };

    expect(speaks(doubtful, { role: 'broker', text })).toBe(false);
    expect(speaks(doubtful, { role: 'client', text })).toBe(true);
    expect(speaks(doubtful, text)).toBe(true);
    expect(speaks({ ...doubtful, confidence: 0.9 }, { role: 'broker', text })).toBe(true);
  });

  it('counts per key within a window of event time', () => {
    const lines = [1, 2, 40].map((second) => line(second, `pump p1 is dry`)).join('\n');
    const rule = { regex: ['(?<pump>p\\d) is dry'], per: ['pump'], withinMs: 10_000 };

    expect(speaks({ ...rule, count: '>= 2' }, lines)).toBe(true);
    expect(speaks({ ...rule, count: '>= 3' }, lines)).toBe(false);
  });

  it('tells different values apart', () => {
    const lines = ['p1', 'p1', 'p2'].map((pump, i) => line(i, `pump ${pump} is dry`)).join('\n');
    const regex = ['pump (?<pump>p\\d) is dry'];

    expect(speaks({ regex, distinct: { field: 'pump', is: '>= 2' } }, lines)).toBe(true);
    expect(speaks({ regex, distinct: { field: 'pump', is: '>= 3' } }, lines)).toBe(false);
  });

  it('is not hung by a hostile pattern on a hostile text', () => {
    // A backtracking engine would need longer for this than the universe has: the test would never end.
    const spoke = speaks({ regex: ['pump (a+)+(a|aa)+(a*)*b'] }, line(1, `pump ${'a'.repeat(30_000)}`));

    expect(spoke).toBe(false);
  });

  it('gives the same report for the same input', () => {
    const texts = [line(3, 'pump p1 is dry'), line(1, 'pump p2 is dry')].join('\n');
    const runbook = compiledOf({
      id: 'dry',
      signals: {
        signal: { says: 'dry {pump}', confidence: 0.9, on: 'log', regex: ['pump (?<pump>p\\d) is dry'] },
      },
      when: 'signal',
    });

    expect(triageText([runbook], texts)).toEqual(triageText([runbook], texts));
  });
});

describe('a socket signal', () => {
  const socket = (port: number, state: string) =>
    `tcp        0      0 10.1.0.5:${port}      10.1.0.9:8080      ${state}  77/app`;
  const table = (states: string[]) =>
    [
      'Proto Recv-Q Send-Q Local Address Foreign Address State PID/Program name',
      ...states.map((state, i) => socket(40_000 + i, state)),
    ].join('\n');

  it('counts rows of one snapshot, not the same sockets seen again', () => {
    const rule = { on: 'connection' as const, where: { state: 'CLOSE_WAIT' }, count: '>= 3' };
    const two = table(['CLOSE_WAIT', 'CLOSE_WAIT', 'ESTABLISHED']);

    expect(speaks(rule, two, two)).toBe(false);
    expect(speaks(rule, table(['CLOSE_WAIT', 'CLOSE_WAIT', 'CLOSE_WAIT']))).toBe(true);
  });

  it('compares two counts', () => {
    const signals = {
      closing: {
        says: 'closing sockets',
        confidence: 0.9,
        on: 'connection' as const,
        where: { state: 'CLOSE_WAIT' },
        ratio: { to: 'open', is: '>= 1' },
      },
      open: {
        says: 'open sockets',
        confidence: 0.1,
        on: 'connection' as const,
        where: { state: 'ESTABLISHED' },
      },
    };
    const runbook = compiledOf({ id: 'leak', signals, when: 'closing' });

    expect(triageText([runbook], table(['CLOSE_WAIT', 'ESTABLISHED', 'ESTABLISHED'])).diagnoses).toEqual([]);
    expect(triageText([runbook], table(['CLOSE_WAIT', 'CLOSE_WAIT', 'ESTABLISHED'])).diagnoses).toHaveLength(
      1,
    );
  });

  it('compares them within one snapshot, however many are given', () => {
    const signals = {
      closing: {
        says: 'closing sockets',
        confidence: 0.9,
        on: 'connection' as const,
        where: { state: 'CLOSE_WAIT' },
        ratio: { to: 'open', is: '>= 2' },
      },
      open: { says: 'open', confidence: 0.1, on: 'connection' as const, where: { state: 'ESTABLISHED' } },
    };
    const two = table(['CLOSE_WAIT', 'CLOSE_WAIT', 'ESTABLISHED']);

    expect(
      triageText([compiledOf({ id: 'leak', signals, when: 'closing' })], two, two, two).diagnoses,
    ).toHaveLength(1);
  });
});
