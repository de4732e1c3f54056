import { packagedConfig } from '../src/adapters/config/packaged-config.ts';
import { createDynamodbTable, dynamodbClient } from '../src/adapters/dynamodb-table.ts';
import { createOnCall } from '../src/adapters/on-call.ts';
import { openSecret } from '../src/adapters/secret.ts';
import { createSqsQueue } from '../src/adapters/sqs-queue.ts';
import type { ChatContext } from '../src/notify/notify-context.ts';
import type { StoreContext } from '../src/store/store-context.ts';

/** Store, queue and configuration: what every function needs, made once per container. */
export function composeStore(): StoreContext & Pick<ChatContext, 'onCall'> {
  const { env } = process;
  const config = packagedConfig(env);
  const { PAGERDUTY_TOKEN: token, PAGERDUTY_TOKEN_PARAM: parameter } = env;
  return {
    table: createDynamodbTable(dynamodbClient(), env['HALFOPEN_TABLE'] || 'halfopen'),
    queue: createSqsQueue(env['NOTIFY_QUEUE_URL'] ?? ''),
    config,
    onCall: createOnCall(config, token || parameter ? openSecret(env, 'PAGERDUTY_TOKEN') : undefined),
    nowMs: () => Date.now(),
  };
}
