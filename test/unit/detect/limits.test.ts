import { describe, expect, it } from 'vitest';
import type { ObservedSignal } from '../../../src/model/runbook.ts';
import { compiledOf } from '../../support/runbook-of.ts';
import { triageText } from '../../support/triage-text.ts';

/** A pump that runs dry, `seconds` after 03:00:00. */
const dry = (seconds: number, pump = 'p1') => {
  const time = new Date(1_767_322_800_000 + seconds * 1_000).toISOString().slice(11, 19);
  return `2026-01-02 ${time}.000000+00:00 [error] <0.5.0> pump ${pump} is dry`;
};

function holds(rule: Partial<ObservedSignal>, lines: readonly string[]): boolean {
  const signal: ObservedSignal = {
    says: 'dry',
    confidence: 0.9,
    on: 'log',
    regex: ['pump (?<pump>p\\d+) is dry'],
    ...rule,
  };
  const runbook = compiledOf({ id: 'dry', signals: { signal }, when: 'signal' });
  return triageText([runbook], lines.join('\n')).diagnoses.length > 0;
}

describe('a window of 10 s', () => {
  // x = a hit; the window is closed at both ends.
  it.each([
    { drawn: 'x.........x', seconds: [0, 10], inOneWindow: true },
    { drawn: 'x..........x', seconds: [0, 11], inOneWindow: false },
    { drawn: 'x..........x.........x', seconds: [0, 11, 21], inOneWindow: true },
  ])('$drawn: $inOneWindow', ({ seconds, inOneWindow }) => {
    const lines = seconds.map((second) => dry(second));

    expect(holds({ count: '>= 2', withinMs: 10_000 }, lines)).toBe(inOneWindow);
  });
});

describe('a flood', () => {
  it('of 2,000 different values is told apart; beyond that they are only counted', () => {
    const lines = Array.from({ length: 2_500 }, (_, i) => dry(i, `p${i}`));

    expect(holds({ distinct: { field: 'pump', is: '>= 2000' } }, lines)).toBe(true);
    expect(holds({ distinct: { field: 'pump', is: '>= 2001' } }, lines)).toBe(false);
    expect(holds({ count: '>= 2500' }, lines)).toBe(true);
    expect(holds({ count: '>= 2501' }, lines)).toBe(false);
  });
});
