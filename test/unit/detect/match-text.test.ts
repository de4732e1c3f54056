import { describe, expect, it } from 'vitest';
import type { CompiledSignal } from '../../../src/detect/compile-signals.ts';
import { compileSignals } from '../../../src/detect/compile-signals.ts';
import { type Candidate, matchAny } from '../../../src/detect/match-text.ts';
import type { ObservedSignal } from '../../../src/model/runbook.ts';
import { compiledOf } from '../../support/runbook-of.ts';

const CUT = 'the pump is dry, give';
const WHOLE = 'the pump is dry, give it water';

/** A signal that a text meets which holds `part`. */
function candidate(part: string, confidence: number, isFloor = false): Candidate {
  const rule: ObservedSignal = { says: `saw ${part}`, confidence, on: 'log', text: [part] };
  const runbook = { ...compiledOf({ id: 'pump', signals: { rule }, when: 'rule' }), floor: isFloor };
  const [signal] = compileSignals([runbook]) as [CompiledSignal];
  return {
    signal,
    match: (text) => (text.includes(part) ? {} : undefined),
    meetsShape: undefined,
    order: 0,
  };
}

function met(...candidates: Candidate[]): CompiledSignal[] {
  const fresh = { text: CUT, whole: { texts: [WHOLE], isSure: false } };
  return matchAny(
    fresh,
    () => candidates,
    (_, task) => task(),
  ).map(({ signal }) => signal);
}

describe('a text that may have been cut', () => {
  const rest = candidate('give it water', 0.7);

  it('is taken as its whole message where its own words tell no cause', () => {
    const comparison = candidate('pump', 0);
    const floor = candidate('is dry', 0.45, true);

    expect(met(rest, comparison, floor)).toContain(rest.signal);
  });

  it('is taken as its whole message where that tells no cause either, but that something failed', () => {
    const floor = candidate('give it water', 0.45, true);

    expect(met(floor)).toEqual([floor.signal]);
  });

  it('is taken as it stands where its own words tell a cause', () => {
    const cause = candidate('pump is dry', 0.7);

    expect(met(rest, cause)).toEqual([cause.signal]);
  });
});
