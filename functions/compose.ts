import { packagedConfig } from '../src/adapters/config/packaged-config.ts';
import { createDynamodbTable, dynamodbClient } from '../src/adapters/dynamodb-table.ts';
import { createSqsQueue } from '../src/adapters/sqs-queue.ts';
import type { StoreContext } from '../src/store/store-context.ts';

/** Store, queue and configuration: what every function needs, made once per container. */
export function composeStore(): StoreContext {
  const { env } = process;
  return {
    table: createDynamodbTable(dynamodbClient(), env['HALFOPEN_TABLE'] || 'halfopen'),
    queue: createSqsQueue(env['NOTIFY_QUEUE_URL'] ?? ''),
    config: packagedConfig(env),
    nowMs: () => Date.now(),
  };
}
