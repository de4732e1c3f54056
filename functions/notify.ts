import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { createTelemetry } from '../src/adapters/telemetry.ts';
import { notifyDigest } from '../src/notify/digest.ts';
import { isDigestId } from '../src/notify/digest-items.ts';
import { notifyIncident } from '../src/notify/notify-incident.ts';
import { composeNotify } from './compose-notify.ts';

const telemetry = createTelemetry('notify');
const ready = composeNotify();

/** Makes Slack match the incidents named in the messages: `{"incident": "<id>"}` each, or one such event by itself. */
export async function handler(
  event: SQSEvent | { incident: string },
  _context: unknown,
): Promise<SQSBatchResponse> {
  const failed: SQSBatchResponse['batchItemFailures'] = [];
  const records = 'Records' in event ? event.Records : [{ messageId: '', body: JSON.stringify(event) }];
  for (const { messageId, body } of records) {
    try {
      await notifyOne(idIn(body));
    } catch (error) {
      telemetry.log.error('notify failed', error as Error);
      telemetry.count('Failed', 1);
      failed.push({ itemIdentifier: messageId });
    }
  }
  telemetry.flush();
  return { batchItemFailures: failed };
}

async function notifyOne(id: string | undefined): Promise<void> {
  if (id === undefined) return telemetry.count('Refused', 1);
  const context = await ready();
  const outcome = isDigestId(id)
    ? { sent: 1, reason: 'over-budget', ...(await notifyDigest(context, id)) }
    : await notifyIncident(context, id);
  const { sent, reason, failure, retryAfterMs, failures } = { failures: [], failure: undefined, ...outcome };
  telemetry.reportFailures(failures);
  telemetry.log.info('notified', { id, reason, sent, retryAfterMs });
  telemetry.count('Notified', sent);
  if (['silenced', 'explained', 'quiet-hours', 'over-budget'].includes(reason))
    telemetry.count('Suppressed', 1);
  if (failure) {
    telemetry.count('Failed', 1);
    telemetry.log.error(failure.message, { code: failure.code, hint: failure.hint });
  }
  if (retryAfterMs !== undefined) await context.queue.send(id, retryAfterMs);
}

function idIn(body: string): string | undefined {
  try {
    const { incident } = JSON.parse(body) as { incident?: unknown };
    return typeof incident === 'string' ? incident : undefined;
  } catch {
    return undefined;
  }
}
