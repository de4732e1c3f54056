import type { Config } from '../../src/model/config.ts';

const MINUTE_MS = 60_000;

/** What a deployment without any settings runs with. */
export const testConfig: Config = {
  routes: [{ name: 'default', match: {}, channel: '#on-call' }],
  schedules: [],
  sources: [
    { logGroup: '*broker.log', role: 'broker', system: 'default' },
    { logGroup: '*client.log', role: 'client', system: 'default' },
  ],
  outlets: [],
  alerts: [],
  actions: [],
  incidents: {
    quietMs: 30 * MINUTE_MS,
    flapMs: 30 * MINUTE_MS,
    groupWaitMs: 5_000,
    repeatMs: 240 * MINUTE_MS,
    remindMs: 120 * MINUTE_MS,
    evidenceMs: 360 * MINUTE_MS,
    worseFactor: 10,
  },
  channels: { budgetCards: 20, budgetWindowMs: 10 * MINUTE_MS, paceMs: 1_000 },
  ownLogGroups: ['/aws/lambda/halfopen-*'],
  longestSilenceMs: 10_080 * MINUTE_MS,
  permissions: {},
  people: { strangers: 'refuse', guests: 'refuse' },
  maintenance: [],
  lookups: { mostBytes: 100 << 20, mostMs: 240_000, opinionsPerDay: 2 },
};

/** Brokers that are each a system of their own: client `i` of `/mq-i/broker.log` is an incident of its own. */
export function separateBrokers(count: number): Config['sources'] {
  return Array.from({ length: count }, (_, i) => ({
    logGroup: `/mq-${i}/*`,
    role: 'broker' as const,
    system: `mq-${i}`,
  }));
}
