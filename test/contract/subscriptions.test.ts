import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  DescribeSubscriptionFiltersCommand,
  PutSubscriptionFilterCommand,
  TagLogGroupCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSubscriber } from '../../src/adapters/subscriptions/subscriber.ts';
import { createMemoryTable } from '../support/memory-table.ts';
import { createStream, hasMoto, startMoto, warmTags } from '../support/moto.ts';
import { testConfig } from '../support/test-context.ts';

const STREAM = 'arn:aws:kinesis:eu-central-1:123456789012:stream/halfopen-dev-LogStream-1A2B';
const OTHER = 'arn:aws:kinesis:eu-central-1:123456789012:stream/other';
const ROLE = 'arn:aws:iam::123456789012:role/logs-to-stream';
const isHere = hasMoto();
if (!isHere)
  console.warn(
    '\nmoto_server is not on PATH: no log group is subscribed. Get it with: pip install "moto[server]"\n',
  );

let moto: Awaited<ReturnType<typeof startMoto>>;
let logs: CloudWatchLogsClient;
const credentials = { accessKeyId: 'x', secretAccessKey: 'x' };

beforeAll(async () => {
  if (!isHere) return;
  moto = await startMoto();
  for (const name of ['halfopen-dev-LogStream-1A2B', 'other']) await createStream(moto.endpoint, name);
  await warmTags(moto.endpoint);
  logs = new CloudWatchLogsClient({ endpoint: moto.endpoint, region: 'eu-central-1', credentials });
}, 240_000);
afterAll(() => moto?.stop());

const table = createMemoryTable();

function subscriber(wanted: { patterns?: string[]; tags?: Record<string, string> }) {
  const env = {
    AWS_ENDPOINT_URL_CLOUDWATCH_LOGS: moto.endpoint,
    AWS_ENDPOINT_URL_RESOURCE_GROUPS_TAGGING_API: moto.endpoint,
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'x',
    AWS_SECRET_ACCESS_KEY: 'x',
    SUBSCRIBE: JSON.stringify({ name: 'halfopen-dev', patterns: [], tags: {}, filterPattern: '', ...wanted }),
    SUBSCRIBE_TO: STREAM,
    SUBSCRIBE_AS: ROLE,
  };
  return createSubscriber(env, { table, config: testConfig, nowMs: () => 1_795_000_000_000 });
}

async function filtersOf(logGroupName: string): Promise<string[]> {
  const { subscriptionFilters = [] } = await logs.send(
    new DescribeSubscriptionFiltersCommand({ logGroupName }),
  );
  return subscriptionFilters.map(({ filterName = '' }) => filterName);
}

async function fill(logGroupName: string): Promise<void> {
  for (const filterName of ['archive', 'siem'])
    await logs.send(
      new PutSubscriptionFilterCommand({
        logGroupName,
        filterName,
        filterPattern: '',
        destinationArn: OTHER,
        roleArn: ROLE,
      }),
    );
}

describe.runIf(isHere)('log groups by pattern and tag', () => {
  it('are subscribed as they come and released as they no longer match, and others are left alone', async () => {
    for (const name of ['/aws/amazonmq/broker/b-1/general', '/aws/amazonmq/other', '/ecs/tagged'])
      await logs.send(new CreateLogGroupCommand({ logGroupName: name }));
    await logs.send(new TagLogGroupCommand({ logGroupName: '/ecs/tagged', tags: { halfopen: 'yes' } }));
    const both = { patterns: ['/aws/amazonmq/broker/*'], tags: { halfopen: 'yes' } };

    const first = await subscriber(both).renew();

    expect(first).toEqual({
      watched: ['/aws/amazonmq/broker/b-1/general', '/ecs/tagged'],
      released: [],
      refused: [],
    });
    expect(await filtersOf('/aws/amazonmq/broker/b-1/general')).toEqual(['halfopen-dev']);
    expect(await filtersOf('/aws/amazonmq/other')).toEqual([]);

    await logs.send(new CreateLogGroupCommand({ logGroupName: '/aws/amazonmq/broker/b-2/general' }));
    const second = await subscriber({ patterns: both.patterns }).renew();

    expect(second.watched).toEqual(['/aws/amazonmq/broker/b-1/general', '/aws/amazonmq/broker/b-2/general']);
    expect(second.released).toEqual(['/ecs/tagged']);
    expect(await filtersOf('/ecs/tagged')).toEqual([]);
  });

  it('that are full are named with what to do, and the others are subscribed all the same', async () => {
    await logs.send(new CreateLogGroupCommand({ logGroupName: '/full/a' }));
    await fill('/full/a');
    await logs.send(new CreateLogGroupCommand({ logGroupName: '/full/b' }));

    const { refused } = await subscriber({ patterns: ['/full/*'] }).renew();

    expect(refused).toEqual([
      expect.objectContaining({ logGroup: '/full/a', why: expect.stringContaining('as its quota allows') }),
    ]);
    expect(await filtersOf('/full/b')).toEqual(['halfopen-dev']);
  });

  it('are all released when the stack goes', async () => {
    const { released } = await subscriber({ patterns: ['/full/*'] }).release();

    expect(released).toContain('/full/b');
    expect(await filtersOf('/full/b')).toEqual([]);
    expect(await filtersOf('/full/a')).toEqual(['archive', 'siem']);
  });

  it('of our own are never taken in: Halfopen would read its own log', async () => {
    await logs.send(new CreateLogGroupCommand({ logGroupName: '/aws/lambda/halfopen-dev-notify' }));

    const { watched } = await subscriber({ patterns: ['/aws/lambda/*'] }).renew();

    expect(watched).toEqual([]);
  });
});
