import { describe, expect, it } from 'vitest';
import { isSameJson } from '../../../src/model/same-json.ts';

describe('whether two values are the same as JSON', () => {
  it.each([
    [
      { a: 1, b: [{ c: 'x' }] },
      { b: [{ c: 'x' }], a: 1 },
    ],
    [{ a: 1, b: undefined }, { a: 1 }],
    [[], []],
    [null, null],
  ])('%j and %j are', (one, other) => expect(isSameJson(one, other)).toBe(true));

  it.each([
    [{ a: 1 }, { a: 2 }],
    [{ a: 1 }, { a: 1, b: null }],
    [
      { a: undefined, b: 1 },
      { a: 1, b: undefined },
    ],
    [[1, 2], [1]],
    [[], {}],
    [{ a: { b: 1 } }, { a: null }],
  ])('%j and %j are not', (one, other) => expect(isSameJson(one, other)).toBe(false));
});
