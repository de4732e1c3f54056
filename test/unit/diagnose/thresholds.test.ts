import { describe, expect, it } from 'vitest';
import { compiledOf } from '../../support/runbook-of.ts';
import { triageText } from '../../support/triage-text.ts';

const runbook = (id: string, text: string, confidence: number, explains: string[] = []) =>
  compiledOf({
    id,
    explains,
    when: 'signal',
    signals: { signal: { says: `saw ${text}`, confidence, on: 'log', text: [text] } },
  });
const at = (time: string, text: string) => `2026-01-02 ${time}.000000+00:00 [error] <0.5.0> ${text}`;

describe('a cause', () => {
  it.each([
    { confidence: 0.35, told: 1 },
    { confidence: 0.34, told: 0 },
    { confidence: 0.1, told: 0 },
  ])('of confidence $confidence is told $told times', ({ confidence, told }) => {
    const { diagnoses } = triageText(
      [runbook('dry-pump', 'pump is dry', confidence)],
      at('03:00:00', 'pump is dry'),
    );

    expect(diagnoses).toHaveLength(told);
  });

  // One incident: the symptom comes up to 15 minutes after its cause, or before it.
  it.each([
    { cause: '03:00:00', symptom: '03:15:00', told: ['dry-pump'] },
    { cause: '03:00:00', symptom: '03:15:01', told: ['dry-pump', 'no-water'] },
    { cause: '03:15:00', symptom: '03:00:00', told: ['dry-pump'] },
    { cause: '03:15:01', symptom: '03:00:00', told: ['dry-pump', 'no-water'] },
  ])('at $cause with a symptom at $symptom is $told', ({ cause, symptom, told }) => {
    const runbooks = [
      runbook('dry-pump', 'pump is dry', 0.9, ['no-water']),
      runbook('no-water', 'no water', 0.6),
    ];

    const { diagnoses } = triageText(
      runbooks,
      [at(cause, 'pump is dry'), at(symptom, 'no water')].toSorted().join('\n'),
    );

    expect(diagnoses.map(({ runbook: id }) => id)).toEqual(told);
  });
});
