import type { CloudWatchLogsClient, SubscriptionFilter } from '@aws-sdk/client-cloudwatch-logs';
import { describe, expect, it } from 'vitest';
import { putFilters } from '../../../../src/adapters/subscriptions/renew-subscriptions.ts';

const TO_STREAM = { name: 'halfopen-dev', filterPattern: '', destination: 'arn:stream', role: 'arn:role' };
const { role: _, ...TO_FUNCTION } = TO_STREAM;
const OLD = { filterName: 'halfopen-dev', filterPattern: '', destinationArn: 'arn:stream' } as const;

/** CloudWatch Logs with one log group that bears these filters; moto keeps no distribution. Returns what is put there. */
async function putBeside(filters: SubscriptionFilter[], wanted: Parameters<typeof putFilters>[2]) {
  const put: unknown[] = [];
  const client = {
    send: async ({ constructor, input }: { constructor: { name: string }; input: unknown }) => {
      if (constructor.name !== 'PutSubscriptionFilterCommand') return { subscriptionFilters: filters };
      put.push(input);
      return {};
    },
  };
  await putFilters(client as unknown as CloudWatchLogsClient, [{ name: '/mq/a', isStandard: true }], wanted);
  return put;
}

describe('a log group that goes through a stream', () => {
  it('is spread over all shards, since one busy broker logs into one stream', async () => {
    expect(await putBeside([], TO_STREAM)).toEqual([
      expect.objectContaining({ roleArn: 'arn:role', distribution: 'Random' }),
    ]);
  });

  it('is subscribed again where an earlier version sent each log stream to one shard, and then left alone', async () => {
    expect(await putBeside([{ ...OLD, distribution: 'ByLogStream' }], TO_STREAM)).toHaveLength(1);
    expect(await putBeside([{ ...OLD, distribution: 'Random' }], TO_STREAM)).toEqual([]);
  });
});

describe('a log group that calls the function', () => {
  it('has no distribution, and none is missed', async () => {
    const [put] = await putBeside([], TO_FUNCTION);

    expect(put).not.toHaveProperty('distribution');
    expect(await putBeside([{ ...OLD, distribution: 'ByLogStream' }], TO_FUNCTION)).toEqual([]);
  });
});
