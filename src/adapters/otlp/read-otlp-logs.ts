import { createHash } from 'node:crypto';
import type * as z from 'zod';
import type { LogDelivery } from '../../ingest/log-evidence.ts';
import type { LogEvent } from '../../model/log-event.ts';
import { workloadOfAttributes } from '../../observe/wrappers/workload.ts';
import {
  type exportLogsRequest,
  type OtlpRecord,
  type PlainValue,
  plainMap,
  plainValue,
} from './otlp-schema.ts';

type Request = z.output<typeof exportLogsRequest>;
type ResourceLogs = Request['resourceLogs'][number];
type Attributes = { [key: string]: PlainValue };

const NANOS_A_MS = 1_000_000n;
const LONGEST_NAME = 200;
/** Of the severity number, four by four (opentelemetry-proto, logs.proto, SeverityNumber). */
const LEVELS = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'];

/**
 * Log records as deliveries, one for each resource: of a log group `otlp/<service.namespace>/<service.name>`, and of the pod, host or
 * instance that the resource names. A record that is sent again has the same id.
 */
export function readOtlpLogs({ resourceLogs }: Request, nowMs: number): LogDelivery[] {
  return resourceLogs.flatMap((one) => {
    const delivery = toDelivery(one, nowMs);
    return delivery.events.length > 0 ? [delivery] : [];
  });
}

function toDelivery({ resource, scopeLogs }: ResourceLogs, nowMs: number): LogDelivery {
  const attributes = plainMap(resource?.attributes ?? []);
  const [logGroup, logStream] = [groupOf(attributes), streamOf(attributes)];
  const workload = workloadOfAttributes(attributes);
  const nextAt = new Map<string, number>();
  const events = scopeLogs.flatMap(({ scope, logRecords }) =>
    logRecords.map((record): LogEvent => {
      const nanos = timeOf(record, nowMs);
      const message = messageOf(record, scope?.name);
      // Records of one moment stay in their order, since ids are compared as text.
      const at = String(nanos).padStart(20, '0');
      const place = nextAt.get(at) ?? 0;
      nextAt.set(at, place + 1);
      const hash = createHash('sha256').update(`${logGroup}\n${logStream}\n${message}`).digest('hex');
      return {
        id: `${at}-${String(place).padStart(6, '0')}-${hash.slice(0, 16)}`,
        timestamp: Number(nanos / NANOS_A_MS),
        message,
      };
    }),
  );
  return { logGroup, logStream, ...(workload ? { workload } : {}), events };
}

function groupOf(attributes: Attributes): string {
  const names = ['service.namespace', 'service.name'].flatMap((key) => text(attributes[key]) ?? []);
  return ['otlp', ...(names.length > 0 ? names : ['unknown'])].join('/').slice(0, LONGEST_NAME);
}

function streamOf(attributes: Attributes): string {
  const keys = ['k8s.pod.name', 'service.instance.id', 'host.name', 'container.id'];
  return (keys.map((key) => text(attributes[key])).find(Boolean) ?? '').slice(0, LONGEST_NAME);
}

/** Nanoseconds since 1970; when it was seen, or now, where it does not say when it happened. */
function timeOf({ timeUnixNano, observedTimeUnixNano }: OtlpRecord, nowMs: number): bigint {
  return nanosOf(timeUnixNano) ?? nanosOf(observedTimeUnixNano) ?? BigInt(nowMs) * NANOS_A_MS;
}

/** Undefined for 0, which stands for unknown, and for what is no time before the year 2262. */
function nanosOf(given: string | number | undefined): bigint | undefined {
  try {
    const nanos = BigInt(given ?? 0);
    return nanos > 0n && nanos < 2n ** 63n ? nanos : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The body as it is where it is all that there is, since it may be a line of a log file; with a level, a logger or an exception a JSON
 * record of them.
 */
function messageOf({ body, attributes, severityText, severityNumber = 0 }: OtlpRecord, logger = ''): string {
  const value = plainValue(body);
  const given = plainMap(attributes);
  const exception = text(given['exception.stacktrace']) ?? exceptionOf(given);
  const level = severityText || LEVELS[Math.floor((severityNumber - 1) / 4)];
  if (!level && !exception) return typeof value === 'string' ? value : JSON.stringify(value ?? given);
  const message = typeof value === 'string' ? value : JSON.stringify(value);
  return JSON.stringify({
    ...(level ? { level } : {}),
    ...(logger ? { logger } : {}),
    message: value === null ? (exception ?? '') : message,
    ...(exception && value !== null ? { exception } : {}),
  });
}

/** As the semantic conventions name them: `exception.type` and `exception.message`. */
function exceptionOf(given: Attributes): string | undefined {
  const parts = ['exception.type', 'exception.message'].flatMap((key) => text(given[key]) ?? []);
  return parts.length > 0 ? parts.join(': ') : undefined;
}

function text(value: PlainValue | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
