import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ObservedSignal, Runbook } from '../../../src/model/runbook.ts';
import { compiledOf } from '../../support/runbook-of.ts';
import { triageText } from '../../support/triage-text.ts';

const START_MS = 1_767_322_800_000; // 2026-01-02T03:00:00Z

const at = (second: number, text: string) => {
  const time = new Date(START_MS + second * 1_000).toISOString().slice(0, 23).replace('T', ' ');
  return `${time}000+00:00 [error] <0.5.0> ${text}`;
};
const dry: ObservedSignal = {
  says: 'dry',
  confidence: 0.9,
  on: 'log',
  regex: ['pump (?<client>\\S+) is dry'],
};

function diagnoses(signals: Runbook['signals'], ...inputs: string[][]) {
  const runbook = compiledOf({ id: 'dry', signals, when: Object.keys(signals)[0] ?? '' });
  return triageText([runbook], ...inputs.map((lines) => lines.join('\n'))).diagnoses;
}
const within = { dry: { ...dry, count: '>= 3', withinMs: 120_000 } };
const undated = Array.from({ length: 3 }, () => 'ERROR pump p1 is dry');

describe('hits without a time', () => {
  it('are one moment in a paste that has no times at all', () => {
    expect(diagnoses(within, undated)).toHaveLength(1);
  });

  it('lie in no window as soon as others have a time', () => {
    expect(diagnoses(within, undated, [at(0, 'all is well')])).toEqual([]);
    expect(diagnoses(within, undated, [at(0, 'pump p1 is dry')])).toEqual([]);
  });

  it('follow nothing within a window as soon as others have a time', () => {
    const signals = {
      chain: { says: 'both', confidence: 0.9, sequence: ['dry', 'hot'], withinMs: 60_000 },
      dry,
      hot: { ...dry, regex: ['pump (?<client>\\S+) is hot'] },
    };
    const lines = ['ERROR pump p1 is dry', 'ERROR pump p1 is hot'];

    expect(diagnoses(signals, lines)).toHaveLength(1);
    expect(diagnoses(signals, lines, [at(0, 'all is well')])).toEqual([]);
  });
});

describe('what a window says', () => {
  it('is what lay in it, and when', () => {
    const lines = [0, 1_000, 2_000, 2_010, 2_020, 2_030, 5_000].map((second) => at(second, 'pump p1 is dry'));

    const [diagnosis] = diagnoses(
      { dry: { ...dry, per: ['client'], count: '>= 4', withinMs: 60_000 } },
      lines,
    );

    expect(diagnosis?.count).toBe(4);
    expect(diagnosis?.why[0]).toContain('4 times, 2026-01-02T03:33:20.000Z to 2026-01-02T03:33:50.000Z');
  });

  it('tells values apart within it, not over all the evidence', () => {
    const spread = [0, 1_000, 2_000].map((second, i) => at(second, `pump p${i} is dry`));
    const dense = [0, 1, 2].map((second, i) => at(second, `pump p${i} is dry`));
    const signals = { dry: { ...dry, distinct: { field: 'client', is: '>= 3' }, withinMs: 60_000 } };

    expect(diagnoses(signals, spread)).toEqual([]);
    expect(diagnoses(signals, dense)).toHaveLength(1);
  });

  it('takes five connections of one client for one client', () => {
    const lines = [1, 2, 3, 4, 5].map((i) => at(i, `pump 10.0.0.1:4000${i} is dry`));

    expect(
      diagnoses({ dry: { ...dry, distinct: { field: 'client', is: '>= 2' }, withinMs: 60_000 } }, lines),
    ).toEqual([]);
  });
});

describe('a ratio', () => {
  it('is that of each key', () => {
    const signals = {
      dry: { ...dry, per: ['client'], ratio: { to: 'fine', is: '>= 1' } },
      fine: { ...dry, regex: ['pump (?<client>\\S+) is fine'] },
    };
    const lines = [
      ...[0, 1, 2].map((second) => at(second, 'pump p1 is dry')),
      ...Array.from({ length: 20 }, (_, i) => at(i, 'pump p2 is fine')),
      at(30, 'pump p2 is dry'),
    ];

    const [diagnosis] = diagnoses(signals, lines);

    expect(diagnosis?.count).toBe(3);
    expect(diagnosis?.why[0]).toMatch(/for p1$/);
  });
});

describe('signals in time', () => {
  const hot = { ...dry, regex: ['pump (?<client>\\S+) is hot'] };
  const cold = { ...dry, regex: ['pump (?<client>\\S+) is cold'] };

  it('find a chain that is spread over two inputs, whichever was given first', () => {
    const signals = {
      chain: { says: 'chain', confidence: 0.9, sequence: ['dry', 'hot', 'cold'], withinMs: 60_000 },
      dry,
      hot,
      cold,
    };
    const early = [at(0, 'pump p1 is dry'), at(10, 'pump p1 is hot')];
    const late = [at(20, 'pump p1 is cold'), at(30, 'pump p1 is hot')];

    expect(diagnoses(signals, early, late)).toHaveLength(1);
    expect(diagnoses(signals, late, early)).toHaveLength(1);
  });

  it('that come at the same moment are one pair', () => {
    const signals = {
      both: { says: 'both', confidence: 0.9, together: ['dry', 'hot'], withinMs: 60_000 },
      dry,
      hot,
    };

    expect(diagnoses(signals, [at(5, 'pump p1 is dry'), at(5, 'pump p1 is hot')])[0]?.count).toBe(1);
    expect(diagnoses(signals, ['ERROR pump p1 is dry', 'ERROR pump p1 is hot'])[0]?.count).toBe(1);
  });

  it('are counted alike in whatever order their lines come, and over however many inputs', () => {
    const signals = {
      chain: { says: 'chain', confidence: 0.9, sequence: ['dry', 'hot'], withinMs: 20_000, per: ['client'] },
      both: { says: 'both', confidence: 0.9, together: ['dry', 'hot'], withinMs: 20_000 },
      busy: { ...dry, count: '>= 1', withinMs: 20_000 },
      dry,
      hot,
    };
    const names = ['chain', 'both', 'busy', 'dry'];
    const counts = (...inputs: string[][]) =>
      names.map((when) => {
        const runbook = compiledOf({ id: 'dry', signals, when });
        return triageText([runbook], ...inputs.map((lines) => lines.join('\n'))).diagnoses[0]?.count ?? 0;
      });
    const event = fc.tuple(fc.constantFrom('dry', 'hot'), fc.constantFrom('p1', 'p2'));

    fc.assert(
      fc.property(
        fc.array(event, { minLength: 1, maxLength: 12 }).chain((events) => {
          const lines = events.map(([what, pump], i) => at(7 * i, `pump ${pump} is ${what}`));
          const shuffled = fc.shuffledSubarray(lines, { minLength: lines.length });
          return fc.tuple(fc.constant(lines), shuffled, fc.nat(lines.length));
        }),
        ([lines, shuffled, cut]) => {
          const whole = counts(lines);

          expect(counts(shuffled)).toEqual(whole);
          expect(counts(shuffled.slice(0, cut), shuffled.slice(cut))).toEqual(whole);
        },
      ),
      { numRuns: 40 },
    );
  });
});
