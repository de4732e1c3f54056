import { describe, expect, it } from 'vitest';
import { proveTexts } from '../../../src/engine/prove-texts.ts';
import type { Diagnosis } from '../../../src/model/diagnosis.ts';
import { runbookOf } from '../../support/runbook-of.ts';

function faultsOf(impact: string, facts: Diagnosis['facts']): string[] {
  const runbook = runbookOf({
    id: 'leak',
    signals: { seen: { says: 'seen', confidence: 0.9, on: 'log', text: ['leak'] } },
    when: 'seen',
    impact,
  });
  return proveTexts(runbook, { facts });
}

describe('a text of a runbook, filled with the facts of an example,', () => {
  it.each([
    ['a plural after one', '{kinds} sockets are held.', { kinds: 4 }, '1 sockets'],
    ['a unit twice', 'It waited[ for {limit} ms].', { limit: '60s' }, '60s ms'],
    ['two spaces', 'Held by[  {user}].', { user: 'app' }, 'two spaces'],
    ['a space before a mark', 'Held by {user|someone }, again.', { client: 'x' }, 'a space before ","'],
    ['words for the unknown', 'Held by {user|an unknown user}.', { client: 'x' }, '"unknown"'],
    ['quotes around nothing', "The queue '{queue|}' stands.", { client: 'x' }, "'' around nothing"],
  ])('may not have %s: %s', (_, text, facts, says) => {
    const faults = faultsOf(text, facts);

    expect(faults.join('\n')).toContain(`impact reads badly (${says})`);
  });

  it('is looked at with each fact alone', () => {
    const text = 'It is held[ by {user}]{pid| by nobody}.';

    expect(faultsOf("A queue '{queue|{user|}}' stands.", { queue: 'q', user: 'u' })).toHaveLength(1);
    expect(faultsOf(text, { user: 'app', pid: 7 })).toEqual([]);
  });

  it('takes what the evidence holds as it is', () => {
    const facts = { reason: 'certificate signed by unknown authority  {x}', count: 3 };

    expect(faultsOf('It was refused[: {reason}] ({count} times).', facts)).toEqual([]);
  });
});
