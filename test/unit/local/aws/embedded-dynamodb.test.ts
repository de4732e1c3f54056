import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, expect, it } from 'vitest';
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

const query = (client: DynamoDBClient) =>
  client.send(
    new QueryCommand({
      TableName: 'test',
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
