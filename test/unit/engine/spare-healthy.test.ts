import { describe, expect, it } from 'vitest';
import { spareHealthy } from '../../../src/engine/spare-healthy.ts';
import type { ObservedSignal } from '../../../src/model/runbook.ts';
import { compileRunbook } from '../../../src/runbooks/compile-runbook.ts';
import { runbookOf } from '../../support/runbook-of.ts';
import { triageText } from '../../support/triage-text.ts';

const HEALTHY = ['could not resolve query result in {n:int} attempts', 'Idle link to node {node} dropped.'];

/** Whether a runbook with one signal speaks on a log line. */
function speaks(signal: Partial<ObservedSignal>, line: string): boolean {
  const told: ObservedSignal = { says: 'something is wrong', confidence: 0.7, on: 'log', ...signal };
  const runbook = compileRunbook(runbookOf({ id: 'resolving', signals: { told }, when: 'told' }), new Map());
  const text = `2026-11-22 08:04:38.200 [error] ${line}`;
  return triageText(spareHealthy([runbook], HEALTHY), text).diagnoses.length > 0;
}

describe('a message of which nothing wrong is known', () => {
  it('is spared by the patterns of runbooks', () => {
    const resolving = { regex: ['could not resolve \\S+'] };

    expect(speaks(resolving, 'could not resolve query result in 3 attempts')).toBe(false);
    expect(speaks(resolving, 'could not resolve mq.example.org')).toBe(true);
  });

  it('is spared by a pattern that asks for a number where the message has anything', () => {
    const dropped = { regex: ['node \\d+ dropped'] };

    expect(speaks(dropped, 'Idle link to node 4 dropped.')).toBe(false);
    expect(speaks(dropped, 'Link to node 4 dropped.')).toBe(true);
  });

  it('still counts where signals count', () => {
    const often: Partial<ObservedSignal> = { regex: ['could not resolve'], count: '>= 1' };

    expect(speaks(often, 'could not resolve query result in 3 attempts')).toBe(true);
  });
});
