import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { statedConfidence, weighedConfidence } from '../../../src/model/stated-confidence.ts';

describe('the stated confidence', () => {
  it.each([
    { weighed: 0.45, stated: 0.48 },
    { weighed: 0.6, stated: 0.85 },
    { weighed: 0.85, stated: 0.95 },
    { weighed: 0.95, stated: 0.99 },
  ])('of $weighed is how often such answers were right: $stated', ({ weighed, stated }) => {
    expect(statedConfidence(weighed)).toBe(stated);
  });

  it.each([0.2, 0.45, 0.6, 0.85, 0.95])('leads back to what was weighed: %s', (weighed) => {
    expect(weighedConfidence(statedConfidence(weighed))).toBeCloseTo(weighed, 1);
  });

  it('keeps the order of what was weighed, and never claims certainty', () => {
    const weight = fc.double({ min: 0, max: 1, noNaN: true });

    fc.assert(
      fc.property(weight, weight, (a, b) => {
        expect(statedConfidence(Math.min(a, b))).toBeLessThanOrEqual(statedConfidence(Math.max(a, b)));
        expect(statedConfidence(a)).toBeLessThanOrEqual(0.99);
      }),
    );
  });
});
