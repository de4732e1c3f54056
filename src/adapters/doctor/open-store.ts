import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Table } from '../../ports.ts';
import { awsSettings } from '../aws-settings.ts';
import { createDynamodbTable } from '../dynamodb-table.ts';

/** The store that an environment names: HALFOPEN_TABLE, AWS_ENDPOINT_URL_DYNAMODB, AWS_REGION and credentials. */
export function openStore(env: NodeJS.ProcessEnv): Table {
  const client = new DynamoDBClient(awsSettings(env, 'DYNAMODB'));
  return createDynamodbTable(client, env['HALFOPEN_TABLE'] || 'halfopen');
}
