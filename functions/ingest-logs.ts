import type { CloudWatchLogsEvent, KinesisStreamBatchResponse, KinesisStreamEvent } from 'aws-lambda';
import { decodeSubscription } from '../src/adapters/lambda/decode-subscription.ts';
import { createTelemetry } from '../src/adapters/telemetry.ts';
import { isOwnLogGroup } from '../src/incidents/match-config.ts';
import { ingestLogEvents } from '../src/ingest/ingest.ts';
import { composeTriage } from './compose-triage.ts';

const telemetry = createTelemetry('ingest-logs');
const ready = composeTriage();

/** Takes in broker logs: a CloudWatch Logs subscription, or a batch of the same from a Kinesis stream. */
export async function handler(
  event: CloudWatchLogsEvent | KinesisStreamEvent,
  _context: unknown,
): Promise<KinesisStreamBatchResponse | { events: number; matched: number; incidents: readonly string[] }> {
  try {
    return 'Records' in event ? await readBatch(event) : await readOne(event.awslogs?.data);
  } finally {
    telemetry.flush();
  }
}

/** One bad record does not lose its batch: what can't be read never will be, so only what may yet succeed is given back. */
async function readBatch({ Records }: KinesisStreamEvent): Promise<KinesisStreamBatchResponse> {
  for (const { kinesis } of Records) {
    try {
      await readOne(kinesis.data);
    } catch (error) {
      telemetry.log.error('record failed', error as Error);
      telemetry.count('Failed', 1);
      if ((error as { retryable?: boolean }).retryable !== false)
        return { batchItemFailures: [{ itemIdentifier: kinesis.sequenceNumber }] };
    }
  }
  return { batchItemFailures: [] };
}

async function readOne(data: unknown) {
  const context = await ready();
  const subscription = decodeSubscription(data);
  if (subscription.kind === 'control') return { events: 0, matched: 0, incidents: [] };
  const { delivery, unreadEvents } = subscription;
  if (isOwnLogGroup(context.config, delivery.logGroup)) {
    telemetry.log.warn('own log group refused', { logGroup: delivery.logGroup });
    telemetry.count('Refused', 1);
    return { events: 0, matched: 0, incidents: [] };
  }
  const ingested = await ingestLogEvents(context, delivery);
  telemetry.reportDelivery(delivery.logGroup, { ...ingested, unreadEvents });
  telemetry.reportLeftOut(ingested.leftOut);
  const { events, matched, changed } = ingested;
  return { events, matched, incidents: changed };
}
