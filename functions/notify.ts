import { setTimeout as wait } from 'node:timers/promises';
import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { createTelemetry } from '../src/adapters/telemetry.ts';
import { notifyAll } from '../src/notify/notify-all.ts';
import type { NotifyOutcome } from '../src/notify/notify-incident.ts';
import { composeNotify } from './compose-notify.ts';

const telemetry = createTelemetry('notify');
const ready = composeNotify();

/** Nothing is begun so shortly before the time-out: Slack may take six seconds to answer. */
const MARGIN_MS = 10_000;

/** Makes Slack match the incidents named in the messages: `{"incident": "<id>"}` each, or one such event by itself. */
export async function handler(
  event: SQSEvent | { incident: string },
  invocation: Pick<Context, 'getRemainingTimeInMillis'>,
): Promise<SQSBatchResponse> {
  const records = 'Records' in event ? event.Records : [{ messageId: '', body: JSON.stringify(event) }];
  const named = records.map(({ messageId, body }) => ({ messageId, id: idIn(body) }));
  telemetry.count('Refused', named.filter(({ id }) => id === undefined).length);
  const failed = new Set<string | undefined>();
  const ids = named.flatMap(({ id }) => id ?? []);
  const shift = { wait, remainingMs: () => invocation.getRemainingTimeInMillis() - MARGIN_MS };
  await notifyAll(await ready(), ids, shift, (id, result) => {
    if ('thrown' in result) failed.add(id);
    report(id, result);
  });
  telemetry.flush();
  const failures = named.filter(({ id }) => id !== undefined && failed.has(id));
  return { batchItemFailures: failures.map(({ messageId }) => ({ itemIdentifier: messageId })) };
}

function report(id: string, result: NotifyOutcome | { thrown: unknown }): void {
  if ('thrown' in result) {
    telemetry.log.error('notify failed', result.thrown as Error);
    telemetry.count('Failed', 1);
    return;
  }
  const { sent, reason, failure, retryAfterMs, failures = [] } = result;
  telemetry.reportFailures(failures);
  telemetry.log.info('notified', { id, reason, sent, retryAfterMs });
  telemetry.count('Notified', sent);
  if (['silenced', 'explained', 'quiet-hours', 'over-budget'].includes(reason))
    telemetry.count('Suppressed', 1);
  if (!failure) return;
  telemetry.count('Failed', 1);
  telemetry.log.error(failure.message, { code: failure.code, hint: failure.hint });
}

function idIn(body: string): string | undefined {
  try {
    const { incident } = JSON.parse(body) as { incident?: unknown };
    return typeof incident === 'string' ? incident : undefined;
  } catch {
    return undefined;
  }
}
