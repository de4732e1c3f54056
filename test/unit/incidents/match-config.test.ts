import { describe, expect, it } from 'vitest';
import { matchesGlob, routeOf, sourceOf } from '../../../src/incidents/match-config.ts';

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

describe('a source that is a part of a log group', () => {
  const sources = [
    { logGroup: '/eks/*', stream: 'broker-*', system: 'brokers' },
    { logGroup: '/eks/*', namespace: 'payments', container: 'proxy', system: '{namespace}-proxy' },
    { logGroup: '/eks/*', system: 'rest', silentAfterMs: 60_000 },
  ];
  const workload = { namespace: 'payments', pod: 'orders-1', container: 'proxy' };

  it('takes what its stream or container matches, and no other', () => {
    const systemOf = (who: Parameters<typeof sourceOf>[1]) => sourceOf({ sources }, who).system;

    expect(systemOf({ logGroup: '/eks/a', logStream: 'broker-1' })).toBe('brokers');
    expect(systemOf({ logGroup: '/eks/a', logStream: 'x', workload })).toBe('payments-proxy');
    expect(systemOf({ logGroup: '/eks/a', workload: { ...workload, container: 'app' } })).toBe('rest');
    expect(systemOf({ logGroup: '/eks/a' })).toBe('rest');
  });

  it('says nothing of when the whole group has fallen silent', () => {
    expect(sourceOf({ sources }, { name: '/eks/a' }).silentAfterMs).toBe(60_000);
  });
});
