import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { afterAll, describe, expect, it } from 'vitest';
import { createLogEndpoint } from '../../local/aws/log-endpoint.ts';
import { createLogReader } from '../../src/adapters/cloudwatch-logs.ts';
import { hasMoto, startMoto } from '../support/moto.ts';

const GROUP = '/mq/broker';
const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
// CloudWatch Logs takes no event older than two weeks.
const nowMs = Date.now();
const EVENTS = Array.from({ length: 60 }, (_, i) => ({
  timestamp: nowMs - 60_000 + i * 1_000,
  message: `line ${i}`,
}));

/** What every CloudWatch Logs that Halfopen reads must do. */
function answersForLogs(endpoint: () => Promise<string>): void {
  const reader = async () =>
    createLogReader({ endpoint: await endpoint(), region: 'us-east-1', credentials });

  it('gives the events of a time, each with its stream', async () => {
    const read = [];
    for await (const page of (await reader()).pages({ logGroup: GROUP, fromMs: nowMs - 30_000, toMs: nowMs }))
      read.push(...page);

    expect(read.map(({ message }) => message)).toEqual(EVENTS.slice(30).map(({ message }) => message));
    expect(new Set(read.map(({ logStream }) => logStream))).toEqual(new Set(['rabbit']));
    expect(new Set(read.map(({ id }) => id)).size).toBe(read.length);
  });

  it('says what to do about a log group that is not there', async () => {
    const pages = (await reader()).pages({ logGroup: '/no/such', fromMs: 0, toMs: nowMs });

    await expect(pages[Symbol.asyncIterator]().next()).rejects.toMatchObject({
      code: 'log-group-unknown',
      hint: expect.stringMatching(/describe-log-groups|Known on this machine: \S/) as string,
    });
  });
}

describe('looking into a log group on one machine', () => {
  const logs = createLogEndpoint();
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => void parts.push(part));
    request.on('end', () => {
      const answer = logs.answer({
        method: 'POST',
        path: '/',
        query: new URLSearchParams(),
        headers: { 'x-amz-target': String(request.headers['x-amz-target']) },
        body: Buffer.concat(parts),
      });
      response.writeHead(answer?.status ?? 404, { 'content-type': answer?.type }).end(answer?.body);
    });
  });
  const deliver = (events: typeof EVENTS, from: number, logGroup = GROUP) => {
    const logEvents = events.map((event, i) => ({ id: `${from + i}`, ...event }));
    const delivery = {
      messageType: 'DATA_MESSAGE',
      owner: '0',
      logGroup,
      logStream: 'rabbit',
      subscriptionFilters: [],
      logEvents,
    };
    logs.note({ awslogs: { data: gzipSync(JSON.stringify(delivery)).toString('base64') } });
  };
  deliver(EVENTS.slice(20), 20);
  deliver(EVENTS.slice(0, 25), 0);
  const listening = listen(server);
  afterAll(() => void server.close());

  answersForLogs(() => listening);

  it('gives many events page by page', async () => {
    const many = Array.from({ length: 25_000 }, (_, i) => ({
      timestamp: nowMs - 25_000 + i,
      message: `${i}`,
    }));
    deliver(many, 0, '/mq/many');
    const sizes: number[] = [];

    const reader = createLogReader({ endpoint: await listening, region: 'us-east-1', credentials });
    for await (const page of reader.pages({ logGroup: '/mq/many', fromMs: 0, toMs: nowMs }))
      sizes.push(page.length);

    expect(sizes).toEqual([10_000, 10_000, 5_000]);
  });
});

if (hasMoto())
  describe('looking into a log group on moto', () => {
    const started = startMoto();
    const ready = started.then(async ({ endpoint }) => {
      const client = new CloudWatchLogsClient({ endpoint, region: 'us-east-1', credentials });
      const names = { logGroupName: GROUP, logStreamName: 'rabbit' };
      await client.send(new CreateLogGroupCommand({ logGroupName: GROUP }));
      await client.send(new CreateLogStreamCommand(names));
      await client.send(new PutLogEventsCommand({ ...names, logEvents: EVENTS }));
      return endpoint;
    });
    afterAll(async () => (await started).stop());

    answersForLogs(() => ready);
  });

function listen(server: Server): Promise<string> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () =>
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
    );
  });
}
