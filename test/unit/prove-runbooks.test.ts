import { describe, expect, it } from 'vitest';
import { proveRunbooks } from '../../src/prove-runbooks.ts';
import { runbookOf } from '../support/runbook-of.ts';

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
  proveRunbooks(runbooks).map(({ message }) => message);

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
});
