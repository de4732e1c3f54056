import { expect, it } from 'vitest';
import { compiledOf } from '../../support/runbook-of.ts';
import { triageText } from '../../support/triage-text.ts';

it.each([{ text: ['pump is dry'] }, { regex: ['pump is \\w+'] }])(
  'a reason at the end of a record of 40 KiB is found by %j',
  (pattern) => {
    const signal = { says: 'dry', confidence: 0.9, on: 'log' as const, ...pattern };
    const runbook = compiledOf({ id: 'dry', signals: { signal }, when: 'signal' });

    const { diagnoses } = triageText(
      [runbook],
      `2026-11-22 05:02:13 [error] ${'x'.repeat(40_000)} pump is dry`,
    );

    expect(diagnoses.map((one) => one.runbook)).toEqual(['dry']);
  },
);
