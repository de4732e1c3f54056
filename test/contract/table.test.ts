import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, describe, expect, it } from 'vitest';
import { startEmbeddedDynamodb } from '../../local/aws/embedded-dynamodb.ts';
import { createTable } from '../../src/adapters/create-table.ts';
import { createDynamodbTable } from '../../src/adapters/dynamodb-table.ts';
import type { Table } from '../../src/ports.ts';
import { createMemoryTable } from '../support/memory-table.ts';
import { hasMoto, startMoto } from '../support/moto.ts';
import { keepsItsPromises } from '../support/table-suite.ts';

const given = process.env['AWS_ENDPOINT_URL_DYNAMODB'];
const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };

async function openTable(endpoint: string, tableName = 'halfopen'): Promise<Table> {
  const client = new DynamoDBClient({ endpoint, region: 'us-east-1', credentials });
  await createTable(client, tableName);
  return createDynamodbTable(client, tableName);
}

describe('the table in memory', () => {
  const table = createMemoryTable();
  keepsItsPromises(() => table, 'memory');
});

describe('the table on the embedded engine', () => {
  const folder = mkdtempSync(join(tmpdir(), 'halfopen-table-'));
  const engine = startEmbeddedDynamodb(folder);
  const table = engine.then(({ endpoint }) => openTable(endpoint));
  afterAll(async () => {
    await (await engine).close();
    rmSync(folder, { recursive: true, force: true });
  });

  keepsItsPromises(() => table, 'embedded');

  it('keeps its data over a restart', async () => {
    const other = mkdtempSync(join(tmpdir(), 'halfopen-restart-'));
    const before = await startEmbeddedDynamodb(other);
    await (await openTable(before.endpoint)).put({ pk: 'kept', sk: 'a', version: 3 }, 'any', 0);
    await before.close();

    const after = await startEmbeddedDynamodb(other);
    const item = await (await openTable(after.endpoint)).get('kept', 'a', 0);
    await after.close();

    expect(item?.version).toBe(3);
    rmSync(other, { recursive: true, force: true });
  });
});

const moto = hasMoto();
if (!moto)
  console.warn(
    '\nmoto_server is not on PATH: the store is not tested on it. Get it with: pip install "moto[server]"\n',
  );

if (moto)
  describe('the table on moto', () => {
    const server = startMoto();
    const table = server.then(({ endpoint }) => openTable(endpoint));
    afterAll(async () => (await server).stop());

    keepsItsPromises(() => table, 'moto');
  });

if (given)
  describe('the table on AWS_ENDPOINT_URL_DYNAMODB', () => {
    const table = openTable(given, 'halfopen-contract');

    keepsItsPromises(() => table, `given-${process.pid}`);
  });
