import { describe, expect, it } from 'vitest';
import { matchesGlob, routeOf } from '../../../src/incidents/match-config.ts';

describe('a pattern', () => {
  it.each([
    ['orders', 'orders', true],
    ['orders', 'orders-1', false],
    ['orders*', 'orders-1', true],
    ['*.eu.internal', 'mq1.eu.internal', true],
    ['10.*.3', '10.1.2.3', true],
    ['10.*.3', '10.3', false],
    ['a*a', 'a', false],
    ['*b*b*', 'xbyb', true],
    ['*b*b*', 'xb', false],
    ['*', '', true],
  ])('%s on “%s”: %s', (pattern, value, expected) => {
    expect(matchesGlob(pattern, value)).toBe(expected);
  });

  it('is tried in linear time, however many stars it has', () => {
    expect(matchesGlob(`${'*a'.repeat(50)}b`, 'a'.repeat(100_000))).toBe(false);
  });
});

describe('matchers', () => {
  const match = { system: ['payments', 'shop*', '!shop-test'] };
  const routes = [
    { name: 'found', match, channel: '#a' },
    { name: 'rest', match: {}, channel: '#b' },
  ];

  it.each([
    ['payments', 'found'],
    ['shop-eu', 'found'],
    ['shop-test', 'rest'],
    ['other', 'rest'],
  ])('take one of several patterns, and refuse what stands behind a mark: %s', (system, name) => {
    expect(routeOf({ routes }, { system }).name).toBe(name);
  });
});
