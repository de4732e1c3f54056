import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { AbstractLevel } from 'abstract-level';
import { afterAll, expect, it, vi } from 'vitest';
import { startEmbeddedDynamodb } from '../../../../local/aws/embedded-dynamodb.ts';
import { createTable } from '../../../../src/adapters/create-table.ts';

const folder = mkdtempSync(join(tmpdir(), 'halfopen-engine-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const clientOf = (endpoint: string) =>
  new DynamoDBClient({
    endpoint,
    region: 'us-east-1',
    maxAttempts: 1,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });

const put = (client: DynamoDBClient, i: number) =>
  client.send(
    new PutItemCommand({
      TableName: 'test',
      Item: { pk: { S: 'a' }, sk: { S: String(i).padStart(4, '0') }, body: { S: 'x'.repeat(20_000) } },
    }),
  );

const query = (client: DynamoDBClient, Limit?: number) =>
  client.send(
    new QueryCommand({
      TableName: 'test',
      Limit,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: 'a' } },
    }),
  );

// A crash shows as an unhandled error of the run: the engine throws outside of every request.
it('finishes the requests that run before it closes, and has lost nothing when it opens again', async () => {
  const engine = await startEmbeddedDynamodb(folder);
  const client = clientOf(engine.endpoint);
  await createTable(client, 'test');
  for (let i = 0; i < 40; i++) await put(client, i);

  const running = [...Array(20).keys()].flatMap((i) => [query(client), put(client, 40 + i)]);
  const outcomes = Promise.allSettled(running);
  await Promise.race(running);
  await engine.close();
  const acknowledged = (await outcomes).filter(({ status }, i) => i % 2 === 1 && status === 'fulfilled');

  const again = await startEmbeddedDynamodb(folder);
  const { Count } = await query(clientOf(again.endpoint));
  await again.close();
  expect(Count).toBeGreaterThanOrEqual(40 + acknowledged.length);
}, 20_000);

it('closes every reading of its store that a query opened, whether it was read to its end or not', async () => {
  const opened = vi.spyOn(AbstractLevel.prototype, 'values');
  const engine = await startEmbeddedDynamodb();
  const client = clientOf(engine.endpoint);
  await createTable(client, 'test');
  for (let i = 0; i < 20; i++) await put(client, i);
  for (let i = 0; i < 10; i++) await query(client, i % 2 ? 3 : undefined);

  const readings = opened.mock.results.map(({ value }) => value as { next(): Promise<unknown> });
  const afterwards = await Promise.allSettled(readings.map((reading) => reading.next()));
  await engine.close();
  opened.mockRestore();
  expect(readings.length).toBeGreaterThanOrEqual(10);
  expect(afterwards.filter(({ status }) => status === 'fulfilled')).toEqual([]);
});
