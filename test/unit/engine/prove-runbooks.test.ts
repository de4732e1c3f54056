import { describe, expect, it } from 'vitest';
import { proveRunbooks } from '../../../src/engine/prove-runbooks.ts';
import { runbookOf } from '../../support/runbook-of.ts';

const line = (text: string) => `2026-01-02 03:00:00.000000+00:00 [error] <0.5.0> ${text}`;
const example = (text: string, more = {}) => ({
  name: 'as printed',
  inputs: [{ text: line(text) }],
  ...more,
});
const quiet = [{ name: 'near miss', inputs: [{ text: line('the pump is wet') }] }];
const signal = {
  says: 'the pump was dry',
  confidence: 0.9,
  on: 'log' as const,
  regex: ['pump (?<pump>p\\d) is (?:dry|empty)'],
};
const base = { id: 'dry-pump', signals: { signal }, when: 'signal' };

const messagesOf = (...runbooks: ReturnType<typeof runbookOf>[]) =>
  proveRunbooks(runbooks, new Map()).map(({ message }) => message);

describe('examples as proof', () => {
  it('hold when they fire first, carry their facts and meet every alternative', () => {
    const fires = [example('pump p1 is dry', { facts: { pump: 'p1' } }), example('pump p2 is empty')];

    expect(messagesOf(runbookOf({ ...base, examples: { fires, quiet } }))).toEqual([]);
  });

  it('fail when the runbook does not speak', () => {
    const fires = [example('pump p1 is dry'), example('pump p2 is empty'), example('all is well')];

    expect(messagesOf(runbookOf({ ...base, examples: { fires, quiet } }))).toEqual([
      'is not diagnosed; got nothing.',
    ]);
  });

  it('fail when a fact is another', () => {
    const fires = [example('pump p1 is dry', { facts: { pump: 'p9' } }), example('pump p2 is empty')];

    expect(messagesOf(runbookOf({ ...base, examples: { fires, quiet } }))).toEqual([
      'fact pump is "p1", not "p9".',
    ]);
  });

  it('fail when no example meets an alternative of a pattern', () => {
    const fires = [example('pump p1 is dry')];

    expect(messagesOf(runbookOf({ ...base, examples: { fires, quiet } }))[0]).toContain(
      'no example meets alternative "empty"',
    );
  });

  it('fail when the near miss is met', () => {
    const fires = [example('pump p1 is dry'), example('pump p2 is empty')];

    expect(messagesOf(runbookOf({ ...base, examples: { fires, quiet: fires.slice(0, 1) } }))).toEqual([
      'must stay quiet here, but speaks.',
    ]);
  });

  it('fail when another runbook speaks on them undeclared, and hold once it is declared', () => {
    const fires = [example('pump p1 is dry'), example('pump p2 is empty')];
    const own = { ...base, examples: { fires, quiet } };
    const other = {
      id: 'any-pump',
      signals: { signal: { ...signal, confidence: 0.5, regex: ['pump (?<pump>p\\d) is'] } },
      when: 'signal',
      examples: { fires: [example('pump p3 is odd')], quiet: [example('all is well')] },
    };

    expect(messagesOf(runbookOf(own), runbookOf(other))).toContain(
      'any-pump speaks here too. Declare it in related or explains, or make it quiet.',
    );
    expect(messagesOf(runbookOf({ ...own, related: ['any-pump'] }), runbookOf(other))).toEqual([]);
  });

  const weighing = (by: number, supports: string[]) => ({
    ...base,
    signals: { signal: { ...signal, confidence: 0.5 } },
    questions: ['Is it?', 'Is it really?'].map((ask) => ({
      ask,
      ifYes: 'It is.',
      ifNo: 'It is not.',
      yes: { by, supports },
    })),
    examples: { fires: [example('pump p1 is dry'), example('pump p2 is empty')], quiet },
  });
  const hose = runbookOf({
    id: 'cut-hose',
    signals: { signal: { ...signal, regex: ['hose is cut'] } },
    when: 'signal',
    examples: { fires: [example('hose is cut')], quiet },
  });

  it('fail when answers that speak for the cause put another one first', () => {
    const fault = 'answers that speak for it put cut-hose first. Correct their weights.';

    expect(messagesOf(runbookOf(weighing(0.1, ['cut-hose'])), hose)).toEqual([fault, fault]);
    expect(messagesOf(runbookOf(weighing(1, ['cut-hose'])), hose)).toEqual([]);
  });

  it('fail when an answer speaks for a runbook that is not there', () => {
    const fault = 'speaks for cut-hose, which is no runbook here. Correct its spelling, or bring it.';

    expect(messagesOf(runbookOf(weighing(1, ['cut-hose'])))).toEqual([fault, fault]);
  });
});
