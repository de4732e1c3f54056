import { readConfig } from '../src/adapters/config/read-config.ts';
import { createDynamodbTable, dynamodbClient } from '../src/adapters/dynamodb-table.ts';
import { once } from '../src/adapters/once.ts';
import { readSecret } from '../src/adapters/read-secret.ts';
import { createWebChat } from '../src/adapters/slack/web-chat.ts';
import { createSqsQueue } from '../src/adapters/sqs-queue.ts';
import type { Flow, StoreFlow } from '../src/flow/flow.ts';

/** Store, queue and configuration: what every function needs, made once per container. */
export function composeStore(): StoreFlow {
  const { env } = process;
  return {
    table: createDynamodbTable(dynamodbClient(), env['HALFOPEN_TABLE'] || 'halfopen'),
    queue: createSqsQueue(env['NOTIFY_QUEUE_URL'] ?? ''),
    config: readConfig(env),
    nowMs: () => Date.now(),
  };
}

/** The same with Slack, for the functions that write there. */
export function composeFlow(): () => Promise<Flow> {
  return once(async () => {
    const token = await readSecret(process.env, 'SLACK_BOT_TOKEN');
    return { ...composeStore(), chat: createWebChat({ token, apiUrl: process.env['SLACK_API_URL'] }) };
  });
}
