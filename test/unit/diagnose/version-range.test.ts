import { describe, expect, it } from 'vitest';
import { isInRange } from '../../../src/diagnose/hypothesis.ts';

describe('a version range', () => {
  it.each([
    ['3.10.8', '>=3.8.17', true],
    ['3.8.9', '>=3.8.17', false],
    ['4.0.1', '>=3.6 <4.0', false],
    ['3.13.7', '>=3.6 <4.0', true],
    ['3.6', '>=3.6.0', true],
    ['2.1.1', '<2.1.1', false],
    ['7.0.15', '7.0.15', true],
    ['3.10.8+1', '<=3.10.8', true],
    ['3.9', '>= 3.6 < 4.0', true],
    ['4.1.0', '>= 3.6 < 4.0', false],
    ['3.12.0-rc.2', '>=3.12', true],
    ['4.0.0-rc.1', '>=3.6 <4.0', false],
    ['none', '>=3.12', undefined],
  ])('%s in %s: %s', (version, range, inRange) => {
    expect(isInRange(version, range)).toBe(inRange);
  });
});
