import { gunzipSync } from 'node:zlib';
import * as z from 'zod';
import { HalfopenError } from '../../errors.ts';
import type { LogDelivery } from '../../ingest/log-evidence.ts';
import { splitDelivery } from './split-delivery.ts';

/**
 * A record of a stream has at most 1 MB, packed. Logs pack to a tenth, repeated lines to a hundredth; what unpacks to more than
 * this, a fortieth of what gzip can do, is a bomb, or would not fit into a function of 1 GB.
 */
const LARGEST_BYTES = 256 << 20;

/** What is read and kept at once: as much as one call of PutLogEvents takes. */
const PART_BYTES = 1 << 20;

/** The code of the error for what is no delivery. */
export const UNREADABLE = 'subscription-unreadable';

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

/** A delivery of a subscription, or a part of one; `unreadEvents` had not the shape of an event. */
export interface SubscriptionPart {
  delivery: LogDelivery;
  unreadEvents: number;
}

/**
 * Unpacks a subscription's payload: base64 of gzip of JSON, as CloudWatch Logs sends it to Lambda (`awslogs.data`) and puts it
 * on Kinesis. Gives it in parts of about 1 MiB, each decoded when it is asked for; of a control message none. Throws a
 * HalfopenError that is not retryable for what is no delivery.
 */
export function* decodeSubscription(data: unknown): Generator<SubscriptionPart> {
  if (typeof data !== 'string' || data === '') throw refused('there is no base64 text in it');
  for (const json of splitDelivery(unpack(data), PART_BYTES)) {
    const part = decodePart(json.toString('utf8'));
    if (part) yield part;
  }
}

function decodePart(json: string): SubscriptionPart | undefined {
  const parsed = DELIVERY.safeParse(parseJson(json));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw refused(`${issue?.path.join('.') || 'the document'}: ${issue?.message ?? 'not as expected'}`);
  }
  const { messageType, logGroup, logStream, logEvents } = parsed.data;
  if (messageType === 'CONTROL_MESSAGE') return undefined;
  const events = logEvents.filter(({ id }) => id !== '');
  return {
    delivery: { logGroup, logStream, events },
    unreadEvents: logEvents.length - events.length,
  };
}

function unpack(data: string): Buffer {
  try {
    return gunzipSync(Buffer.from(data, 'base64'), { maxOutputLength: LARGEST_BYTES });
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
    code: UNREADABLE,
    message: `this is no delivery of a CloudWatch Logs subscription: ${why}`,
    hint: 'Invoke with {"awslogs":{"data": base64(gzip(JSON))} as CloudWatch Logs does, or look at what put it on the stream.',
  });
}
