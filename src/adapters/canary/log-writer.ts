import {
  CloudWatchLogsClient,
  CreateLogStreamCommand,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { awsSettings } from '../aws-settings.ts';
import type { WriteLine } from './run-canary.ts';

const STREAM = 'canary';

/** Writes into the log group that CANARY_LOG_GROUP names. */
export function createLogWriter(env: NodeJS.ProcessEnv): WriteLine {
  const client = new CloudWatchLogsClient(awsSettings(env, 'CLOUDWATCH_LOGS'));
  const where = { logGroupName: env['CANARY_LOG_GROUP'], logStreamName: STREAM };
  return async (event) => {
    await client.send(new CreateLogStreamCommand(where)).catch((error: Error) => {
      if (error.name !== 'ResourceAlreadyExistsException') throw error;
    });
    await client.send(new PutLogEventsCommand({ ...where, logEvents: [event] }));
  };
}
