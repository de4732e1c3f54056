import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createLogReader } from '../../../src/adapters/cloudwatch-logs.ts';

const PAGES = [
  { events: [{ message: 'a' }, { message: 'b' }], nextToken: '1' },
  { events: [], nextToken: '2' },
  { events: [{ message: 'c' }, { eventId: 'known', message: 'd' }] },
];
const server = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => void parts.push(part));
  request.on('end', () => {
    const { nextToken = '0' } = JSON.parse(Buffer.concat(parts).toString('utf8')) as { nextToken?: string };
    response
      .writeHead(200, { 'content-type': 'application/x-amz-json-1.1' })
      .end(JSON.stringify(PAGES[Number(nextToken)]));
  });
});
beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => void server.close());

it('gives events without an id one that differs on every page', async () => {
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const reader = createLogReader({ endpoint, region: 'us-east-1', credentials });

  const ids = [];
  for await (const page of reader.pages({ logGroup: '/mq', fromMs: 0, toMs: 1 }))
    ids.push(...page.map(({ id }) => id));

  expect(ids).toEqual(['0-0', '0-1', '2-0', 'known']);
});
