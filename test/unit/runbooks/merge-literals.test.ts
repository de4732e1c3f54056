import { describe, expect, it } from 'vitest';
import type { ObservedSignal } from '../../../src/model/runbook.ts';
import { mergeLiterals } from '../../../src/runbooks/merge-literals.ts';
import { compiledOf } from '../../support/runbook-of.ts';

const log = (text: string, sampled = false): ObservedSignal => ({
  says: 'it was there',
  confidence: 0.9,
  on: 'log',
  text: [text],
  sample: sampled,
});
const literalsOf = (...signals: ObservedSignal[]) =>
  mergeLiterals(
    signals.map((signal, i) => compiledOf({ id: `r${i}`, signals: { signal }, when: 'signal' })),
  ).flatMap(({ patterns }) => patterns.signal?.map(({ literals, source }) => ({ literals, source })));

describe('patterns that are found by each other’s texts', () => {
  it('share the shorter one, and keep what they match', () => {
    expect(literalsOf(log('the pump is dry again'), log('pump is dry'))).toEqual([
      { literals: ['pump is dry'], source: 'the pump is dry again' },
      { literals: ['pump is dry'], source: 'pump is dry' },
    ]);
  });

  it('keep their own where the shorter one is followed for a sample only', () => {
    expect(
      literalsOf(log('the pump is dry again'), log('pump is dry', true)).map((one) => one?.literals),
    ).toEqual([['the pump is dry again'], ['pump is dry']]);
  });

  it('keep their own where the shorter one is too short to find quickly', () => {
    expect(literalsOf(log('the pump is dry'), log('is dry'))[0]?.literals).toEqual(['the pump is dry']);
  });
});
