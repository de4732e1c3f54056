import { describe, expect, it } from 'vitest';
import { isSubsiding } from '../../../../src/detect/derive/subsiding.ts';

const steady = (counts: readonly number[]) => counts.map(() => 100);

describe('a number that comes down by itself', () => {
  it.each([[[3, 14, 41, 38, 9, 4, 2]], [[3, 20, 40, 22, 5, 21, 44, 20, 4]], [[60, 30, 12, 5]]])(
    'falls in steps: %j',
    (counts) => {
      expect(isSubsiding(counts, steady(counts))).toBe(true);
    },
  );

  it('falls at once where the connections in use do', () => {
    expect(isSubsiding([3, 60, 62, 4], [100, 400, 410, 110])).toBe(true);
  });
});

describe('a number that does not come down by itself', () => {
  it.each([
    ['only rises', [3, 14, 41, 80, 120]],
    ['falls at once', [3, 90, 180, 2]],
    ['falls at once and a little further', [3, 90, 180, 8, 2]],
    ['stays up after a small fall', [3, 90, 180, 170, 160]],
    ['is looked at too rarely', [40, 20, 4]],
    ['is small', [2, 1, 0, 0]],
  ])('%s', (_, counts) => {
    expect(isSubsiding(counts, steady(counts))).toBe(false);
  });
});
