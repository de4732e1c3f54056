import { describe, expect, it } from 'vitest';
import {
  evaluateAbsence,
  evaluateSequence,
  evaluateTogether,
} from '../../../src/detect/evaluate-temporal.ts';
import { busiestWindow, spikeFactor } from '../../../src/detect/windows.ts';
import type { Signal } from '../../../src/model/signal.ts';

const START_MS = 1_767_322_800_000; // 2026-01-02T03:00:00Z

function hit(second: number | undefined, client = 'a', line = 1) {
  return {
    observation: {
      kind: 'log' as const,
      at: { input: 'log', line, endLine: line },
      ...(second === undefined ? {} : { atMs: START_MS + second * 1000 }),
      text: '',
      verbatim: '',
      fields: {},
    },
    fields: { client },
  };
}

function at(second: number) {
  return { fromMs: START_MS + second * 1000, toMs: START_MS + second * 1000, count: 1 };
}

function signal(name: string, hits: ReturnType<typeof hit>[]): Signal {
  return { name, says: name, confidence: 0.5, count: hits.length, keys: [''], isDivisible: true, hits };
}

describe('a window in event time', () => {
  it.each([
    { drawn: 'x x x . . . . . . x', seconds: [0, 1, 2, 9], most: 3 },
    { drawn: 'x . . . x . . . x .', seconds: [0, 4, 8], most: 1 },
    { drawn: 'late lines, unordered', seconds: [9, 1, 0, 2], most: 3 },
  ])('$drawn: $most within 3 s', ({ seconds, most }) => {
    expect(
      busiestWindow(
        seconds.map((second) => at(second)),
        3000,
      ).count,
    ).toBe(most);
  });
});

describe('a sequence', () => {
  const rule = { says: 'a then b', confidence: 0.5, sequence: ['a', 'b'], withinMs: 30_000, per: ['client'] };

  it.each([
    { case: 'b 10 s after a', a: [hit(0)], b: [hit(10)], holds: true },
    { case: 'b before a', a: [hit(10)], b: [hit(0)], holds: false },
    { case: 'b too late', a: [hit(0)], b: [hit(31)], holds: false },
    { case: 'b of another client', a: [hit(0, 'a')], b: [hit(10, 'b')], holds: false },
    {
      case: 'no times, b on a later line',
      a: [hit(undefined, 'a', 1)],
      b: [hit(undefined, 'a', 2)],
      holds: true,
    },
    {
      case: 'no times, b on an earlier line',
      a: [hit(undefined, 'a', 2)],
      b: [hit(undefined, 'a', 1)],
      holds: false,
    },
  ])('$case: $holds', ({ a, b, holds }) => {
    const signals = new Map([
      ['a', signal('a', a)],
      ['b', signal('b', b)],
    ]);

    expect(evaluateSequence('s', rule, (name) => signals.get(name), false) !== undefined).toBe(holds);
  });
});

describe('an absence', () => {
  const rule = { says: 'no b', confidence: 0.5, absent: 'b', after: 'a', withinMs: 10_000 };

  it.each([
    { case: 'b never came, the log goes on', b: [], lastSecond: 20, holds: true },
    { case: 'b came in time', b: [hit(5)], lastSecond: 20, holds: false },
    { case: 'b came too late', b: [hit(15)], lastSecond: 20, holds: true },
    { case: 'the log ends before b was due', b: [], lastSecond: 9, holds: false },
  ])('$case: $holds', ({ b, lastSecond, holds }) => {
    const signals = new Map([
      ['a', signal('a', [hit(0)])],
      ['b', signal('b', b)],
    ]);

    const found = evaluateAbsence('s', rule, (name) => signals.get(name), START_MS + lastSecond * 1000);

    expect(found !== undefined).toBe(holds);
  });
});

describe('signals together', () => {
  const rule = { says: 'all', confidence: 0.5, together: ['a', 'b', 'c'], withinMs: 10_000, per: ['client'] };
  const evaluate = (hits: Record<string, ReturnType<typeof hit>[]>, atLeast?: number) =>
    evaluateTogether(
      's',
      { ...rule, ...(atLeast ? { atLeast } : {}) },
      (name) => (hits[name] ? signal(name, hits[name]) : undefined),
      false,
    );

  it('hold in any order within the window', () => {
    expect(evaluate({ a: [hit(9)], b: [hit(1)], c: [hit(5)] })).toMatchObject({
      gapMs: { least: 8000, most: 8000 },
    });
    expect(evaluate({ a: [hit(0)], b: [hit(1)], c: [hit(15)] })).toBeUndefined();
    expect(evaluate({ a: [hit(0)], b: [hit(1)] })).toBeUndefined();
  });

  it('hold when enough of them came', () => {
    expect(evaluate({ a: [hit(0)], c: [hit(5)] }, 2)).toBeDefined();
    expect(evaluate({ a: [hit(0)] }, 2)).toBeUndefined();
  });

  it('hold for one key, not across keys', () => {
    expect(evaluate({ a: [hit(0, 'x')], b: [hit(1, 'y')], c: [hit(2, 'z')] })).toBeUndefined();
  });
});

describe('a change of rate', () => {
  it.each([
    { drawn: 'x.........xxxxxx', seconds: [0, 100, 101, 102, 103, 104, 105], factor: 6 },
    { drawn: 'steady', seconds: [0, 10, 20, 30, 40, 50, 60], factor: 1 },
  ])('$drawn: $factor times as many in the busiest 10 s', ({ seconds, factor }) => {
    const times = seconds.map((second) => at(second));

    expect(spikeFactor(times, 9_000, START_MS - 20_000)).toBeCloseTo(factor, 0);
  });

  it('is not told when nothing lies before it to compare with', () => {
    expect(spikeFactor([at(0), at(1), at(2)], 10_000, START_MS)).toBeUndefined();
  });
});
