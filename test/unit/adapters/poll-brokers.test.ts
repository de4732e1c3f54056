import { describe, expect, it } from 'vitest';
import { pollBrokers } from '../../../src/adapters/poll-brokers.ts';

const MINUTE_MS = 60_000;
const FIFTH_MINUTE_MS = 1_800_000_000_000;
const brokers = ['orders-mq', 'gone-mq', 'depot-mq'];
const metrics = {
  read: async (broker: string) => {
    if (broker === 'gone-mq') throw new Error('no metrics of gone-mq');
    return `metrics of ${broker}`;
  },
};

/** What a poll at this minute takes in, and what it fails with. */
async function pollAt(nowMs: number) {
  const taken: string[] = [];
  const poll = pollBrokers(
    { managementUrl: undefined, amazonMq: { brokers, metrics } },
    nowMs,
    async (host, text) => void taken.push(`${host}: ${text}`),
  );
  const failed = await poll.catch((error: Error) => error.message);
  return { taken, failed };
}

describe('a poll of the metrics of brokers', () => {
  it('takes in those of each broker that can be read, and fails with the one that can not', async () => {
    expect(await pollAt(FIFTH_MINUTE_MS)).toEqual({
      taken: ['orders-mq: metrics of orders-mq', 'depot-mq: metrics of depot-mq'],
      failed: 'no metrics of gone-mq',
    });
  });

  it('asks in every fifth minute, since each series that is asked for costs', async () => {
    for (const minute of [1, 2, 3, 4])
      expect(await pollAt(FIFTH_MINUTE_MS + minute * MINUTE_MS)).toEqual({ taken: [], failed: undefined });
  });
});
