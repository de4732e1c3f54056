import { describe, expect, it } from 'vitest';
import { busiestWindow } from '../../../src/detect/busiest-window.ts';
import { evaluateAbsence, evaluateSequence } from '../../../src/detect/evaluate-temporal.ts';
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

function signal(name: string, hits: ReturnType<typeof hit>[]): Signal {
  return { name, says: name, confidence: 0.5, count: hits.length, keys: [''], hits };
}

describe('a window in event time', () => {
  it.each([
    { drawn: 'x x x . . . . . . x', seconds: [0, 1, 2, 9], most: 3 },
    { drawn: 'x . . . x . . . x .', seconds: [0, 4, 8], most: 1 },
    { drawn: 'late lines, unordered', seconds: [9, 1, 0, 2], most: 3 },
  ])('$drawn: $most within 3 s', ({ seconds, most }) => {
    expect(
      busiestWindow(
        seconds.map((second) => hit(second)),
        3000,
      ),
    ).toBe(most);
  });

  it('counts records without a time as one moment', () => {
    expect(busiestWindow([hit(undefined), hit(undefined)], 3000)).toBe(2);
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

    expect(evaluateSequence('s', rule, (name) => signals.get(name)) !== undefined).toBe(holds);
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
