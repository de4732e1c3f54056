import type { CloudWatchLogsEvent, KinesisStreamBatchResponse, KinesisStreamEvent } from 'aws-lambda';
import { ingestPayload, ingestRecords } from '../src/adapters/lambda/ingest-records.ts';
import { createTelemetry } from '../src/adapters/telemetry.ts';
import { composeTriage } from './compose-triage.ts';

const telemetry = createTelemetry('ingest-logs');
const ready = composeTriage();

/** Takes in broker logs: a CloudWatch Logs subscription, or a batch of the same from a Kinesis stream. */
export async function handler(
  event: CloudWatchLogsEvent | KinesisStreamEvent,
  invocation: { getRemainingTimeInMillis(): number },
): Promise<KinesisStreamBatchResponse | Awaited<ReturnType<typeof ingestPayload>>> {
  try {
    const shift = {
      context: await ready(),
      telemetry,
      remainingMs: () => invocation.getRemainingTimeInMillis(),
    };
    if (!('Records' in event)) return await ingestPayload(shift, event.awslogs?.data);
    const from = await ingestRecords(shift, event.Records);
    return { batchItemFailures: from === undefined ? [] : [{ itemIdentifier: from }] };
  } finally {
    telemetry.flush();
  }
}
