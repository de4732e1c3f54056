import { readConfig } from '../src/adapters/config/read-config.ts';
import { createDynamodbTable } from '../src/adapters/dynamodb-table.ts';
import { builtInRunbooks } from '../src/adapters/package-files.ts';
import { readSecret } from '../src/adapters/read-secret.ts';
import { createWebChat } from '../src/adapters/slack/web-chat.ts';
import { createSqsQueue } from '../src/adapters/sqs-queue.ts';
import type { Flow, TriageFlow } from '../src/flow/flow.ts';
import { createEngine } from '../src/triage.ts';
