import { describe, expect, it } from 'vitest';
import { compileComparison, compilePredicate } from '../../../src/detect/predicate.ts';

describe('a field condition', () => {
  it.each([
    ['CLOSE_WAIT', 'CLOSE_WAIT', true],
    ['close_wait', 'CLOSE_WAIT', true],
    ['ESTABLISHED', 'CLOSE_WAIT', false],
    [['amqp', 'amqps'], 'amqps', true],
    [['amqp', 'amqps'], 'http', false],
    ['>= 5', 5, true],
    ['>= 5', 4, false],
    ['= 0', 0, true],
    ['!= root', 'app', true],
    ['!= root', 'root', false],
    ['/^10\\.0\\./', '10.0.4.1:5672', true],
    ['/^10\\.0\\./', '192.0.2.1:5672', false],
    [true, true, true],
    [60, 60, true],
    [60, 61, false],
  ])('%j met by %j: %s', (predicate, value, met) => {
    expect(compilePredicate(predicate)(value)).toBe(met);
  });

  it('is not met by an absent field, but for "is not"', () => {
    expect(compilePredicate('>= 0')(undefined)).toBe(false);
    expect(compilePredicate('root')(undefined)).toBe(false);
    expect(compilePredicate('!= root')(undefined)).toBe(true);
  });

  it('compares words that are no numbers with none', () => {
    expect(compileComparison('>= 0')(Number('amqp'))).toBe(false);
  });
});
