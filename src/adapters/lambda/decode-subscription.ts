import { gunzipSync } from 'node:zlib';
import * as z from 'zod';
import { HalfopenError } from '../../errors.ts';
import type { LogDelivery } from '../../ingest/log-evidence.ts';

/** CloudWatch Logs delivers at most 1 MB of events; what unpacks to more than this is no delivery of theirs. */
const LARGEST_BYTES = 16 << 20;

/** Stands for an event that is none; it is left out and counted. */
const BAD = { id: '', timestamp: 0, message: '' };

const DELIVERY = z.object({
  messageType: z.enum(['DATA_MESSAGE', 'CONTROL_MESSAGE']),
  logGroup: z.string().max(512).default(''),
  logStream: z.string().max(512).default(''),
  logEvents: z
    .array(
      z
        .object({ id: z.string().min(1).max(256), timestamp: z.number().int(), message: z.string() })
        .catch(BAD),
    )
    .max(100_000)
    .default([]),
});

/** A delivery of a subscription, or a control message, which says nothing; `unreadEvents` had not the shape of an event. */
export type Subscription =
  | { kind: 'control' }
  | { kind: 'data'; delivery: LogDelivery; unreadEvents: number };

/**
 * Unpacks a subscription's payload: base64 of gzip of JSON, as CloudWatch Logs sends it to Lambda (`awslogs.data`) and puts it
 * on Kinesis. Throws a HalfopenError that is not retryable for what is no delivery.
 */
export function decodeSubscription(data: unknown): Subscription {
  if (typeof data !== 'string' || data === '') throw refused('there is no base64 text in it');
  const parsed = DELIVERY.safeParse(parseJson(unpack(data)));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw refused(`${issue?.path.join('.') || 'the document'}: ${issue?.message ?? 'not as expected'}`);
  }
  const { messageType, logGroup, logStream, logEvents } = parsed.data;
  if (messageType === 'CONTROL_MESSAGE') return { kind: 'control' };
  const events = logEvents.filter(({ id }) => id !== '');
  return {
    kind: 'data',
    delivery: { logGroup, logStream, events },
    unreadEvents: logEvents.length - events.length,
  };
}

function unpack(data: string): string {
  try {
    return gunzipSync(Buffer.from(data, 'base64'), { maxOutputLength: LARGEST_BYTES }).toString('utf8');
  } catch (error) {
    const isLarge = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    throw refused(
      isLarge ? `it unpacks to more than ${LARGEST_BYTES >> 20} MiB` : 'it is not gzip in base64',
    );
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refused('what it unpacks to is not JSON');
  }
}

function refused(why: string): HalfopenError {
  return new HalfopenError({
    code: 'subscription-unreadable',
    message: `this is no delivery of a CloudWatch Logs subscription: ${why}`,
    hint: 'Invoke with {"awslogs":{"data": base64(gzip(JSON))} as CloudWatch Logs does, or look at what put it on the stream.',
  });
}
