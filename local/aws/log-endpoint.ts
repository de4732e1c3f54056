import { decodeSubscription } from '../../src/adapters/lambda/decode-subscription.ts';
import type { LogDelivery } from '../../src/ingest/log-evidence.ts';
import type { LogEvent } from '../../src/model/log-event.ts';
import type { LocalAnswer, LocalRequest } from './local-request.ts';

/** Like CloudWatch Logs: a page ends at 10,000 events or 1 MB. */
const PAGE_EVENTS = 10_000;
const PAGE_BYTES = 1 << 20;
/** The latest events are kept in memory, those of all log groups together; the log files themselves are on this machine. */
const MOST_BYTES = 32 << 20;
/** What an event takes beside its message. */
const EVENT_BYTES = 300;

type Kept = LogEvent & { logStream: string; logGroup: string };

/** CloudWatch Logs on one machine: FilterLogEvents searches what was delivered to `ingest-logs` since the start (AWS JSON 1.1). */
export interface LogEndpoint {
  /** Records a delivery; `ingest-logs` refuses what is not one. */
  note(event: unknown): void;
  /** Undefined for other requests. */
  answer(request: LocalRequest): LocalAnswer | undefined;
}

/** Creates one without any events. */
export function createLogEndpoint(mostBytes = MOST_BYTES): LogEndpoint {
  const groups = new Set<string>();
  const events = new Map<string, Kept>();
  let bytes = 0;
  const drop = (key: string): void => {
    const known = events.get(key);
    if (known) bytes -= sizeOf(known);
    events.delete(key);
  };
  return {
    note(event) {
      for (const { logGroup, logStream, events: own } of deliveriesIn(event)) {
        groups.add(logGroup);
        for (const one of own) {
          const key = `${logGroup}\n${one.id}`;
          drop(key);
          const kept = { ...one, logStream, logGroup };
          events.set(key, kept);
          bytes += sizeOf(kept);
        }
      }
      for (const oldest of events.keys()) {
        if (bytes <= mostBytes) break;
        drop(oldest);
      }
    },
    answer({ headers, body }) {
      if (headers['x-amz-target'] !== 'Logs_20140328.FilterLogEvents') return undefined;
      const query = JSON.parse(body.toString('utf8')) as Query;
      const { logGroupName = '' } = query;
      if (!groups.has(logGroupName))
        return json(400, {
          __type: 'ResourceNotFoundException',
          message: `The specified log group does not exist. Known on this machine: ${[...groups].toSorted().join(', ') || 'none yet'}.`,
        });
      return json(
        200,
        pageOf(
          [...events.values()].filter(({ logGroup }) => logGroup === logGroupName),
          query,
        ),
      );
    },
  };
}

/** A text takes a byte or two for each character. */
function sizeOf({ message }: LogEvent): number {
  return message.length + EVENT_BYTES;
}

interface Query {
  logGroupName?: string;
  startTime?: number;
  endTime?: number;
  limit?: number;
  nextToken?: string;
}

function pageOf(
  events: readonly Kept[],
  { startTime = 0, endTime = Infinity, limit, nextToken }: Query,
): object {
  const found = events
    .filter(({ timestamp }) => timestamp >= startTime && timestamp <= endTime)
    .toSorted((a, b) => a.timestamp - b.timestamp);
  const from = Number(nextToken ?? 0);
  const page: Kept[] = [];
  let bytes = 0;
  for (const event of found.slice(from, from + Math.min(PAGE_EVENTS, limit ?? PAGE_EVENTS))) {
    bytes += Buffer.byteLength(event.message);
    if (bytes > PAGE_BYTES && page.length > 0) break;
    page.push(event);
  }
  const next = from + page.length;
  return {
    events: page.map(({ id, timestamp, message, logStream }) => ({
      eventId: id,
      timestamp,
      message,
      logStreamName: logStream,
    })),
    ...(next < found.length ? { nextToken: String(next) } : {}),
  };
}

function deliveriesIn(event: unknown): LogDelivery[] {
  try {
    const { data } = (event as { awslogs?: { data?: unknown } }).awslogs ?? {};
    return [...decodeSubscription(data)].map(({ delivery }) => delivery);
  } catch {
    return [];
  }
}

function json(status: number, value: object): LocalAnswer {
  return { status, type: 'application/x-amz-json-1.1', body: JSON.stringify(value) };
}
