import {
  CloudWatchLogsClient,
  type CloudWatchLogsClientConfig,
  FilterLogEventsCommand,
  type FilterLogEventsCommandOutput,
} from '@aws-sdk/client-cloudwatch-logs';
import { HalfopenError } from '../errors.ts';
import type { LogReader } from '../ports.ts';
import { timedHttp } from './aws-settings.ts';

/** FilterLogEvents gives 10,000 events or 1 MB a call at most. */
const MOST_EVENTS = 10_000;

/** What to say about an error of CloudWatch Logs, by its name. */
const HINTS: ReadonlyMap<string, { code: string; message: string; hint: string }> = new Map(
  Object.entries({
    ResourceNotFoundException: {
      code: 'log-group-unknown',
      message: 'log group not found',
      hint: 'aws logs describe-log-groups lists those of this account and region.',
    },
    AccessDeniedException: {
      code: 'logs-refused',
      message: 'Halfopen is not allowed to read this log group',
      hint: 'Add it to deploy.yml (logGroups or lookupLogGroups) and deploy.',
    },
    InvalidParameterException: {
      code: 'log-group-unknown',
      message: 'not a valid name of a log group',
      hint: 'Write it as in the console, e.g. /aws/amazonmq/broker/b-1234/general.',
    },
  }),
);

/** What the host on one machine says of the log groups that it has; AWS says nothing of the kind. */
function knownHere(message: string): string | undefined {
  const from = message.indexOf('Known on this machine: ');
  return from < 0 ? undefined : message.slice(from, from + 1_000);
}

/**
 * Reads log groups by FilterLogEvents. The SDK retries throttled calls a few times. Settings that are not given come from the
 * environment. An event that has no id gets one from its page and its place there, unique within one reading.
 */
export function createLogReader(where: CloudWatchLogsClientConfig = {}): LogReader {
  const client = new CloudWatchLogsClient({ maxAttempts: 5, requestHandler: timedHttp(), ...where });
  return {
    async *pages({ logGroup, fromMs, toMs }) {
      let nextToken: string | undefined;
      for (let pageNumber = 0; pageNumber === 0 || nextToken; pageNumber++) {
        const page: FilterLogEventsCommandOutput = await client
          .send(
            new FilterLogEventsCommand({
              logGroupName: logGroup,
              startTime: fromMs,
              endTime: toMs,
              limit: MOST_EVENTS,
              ...(nextToken ? { nextToken } : {}),
            }),
          )
          .catch((cause: Error) => fail(logGroup, cause));
        yield (page.events ?? []).map(({ eventId, timestamp, message, logStreamName }, i) => ({
          id: eventId ?? `${pageNumber}-${i}`,
          timestamp: timestamp ?? fromMs,
          message: message ?? '',
          logStream: logStreamName ?? '',
        }));
        nextToken = page.nextToken;
      }
    },
  };
}

function fail(logGroup: string, cause: Error): never {
  const known = HINTS.get(cause.name);
  throw new HalfopenError({
    code: known?.code ?? 'logs-unavailable',
    message: `${logGroup.slice(0, 200)}: ${known?.message ?? `CloudWatch Logs did not answer (${cause.name})`}.`,
    hint: knownHere(cause.message) ?? known?.hint ?? 'Ask again in a minute.',
    retryable: known === undefined,
    cause,
  });
}
