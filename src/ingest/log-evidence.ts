import type { LogEvent } from '../model/log-event.ts';
import type { Workload } from '../model/workload.ts';
import { redactCounted } from '../redact/redact.ts';

/** The events of one delivery of one log stream. */
export interface LogDelivery {
  logGroup: string;
  logStream: string;
  /** The container that all its lines are of, where that is known. */
  workload?: Workload;
  events: readonly LogEvent[];
}

/** Kept events of one delivery: id, time, redacted text. */
export interface LogEvidence {
  logGroup: string;
  logStream: string;
  workload?: Workload;
  events: readonly (readonly [id: string, timestampMs: number, message: string])[];
  redactions: number;
}

/**
 * Events of a delivery as they are kept. Masked together, since a key or an Erlang term goes over several events; masking keeps the
 * number of lines.
 */
export function toEvidence(
  { logGroup, logStream, workload }: LogDelivery,
  events: readonly LogEvent[],
): LogEvidence {
  const { text, count } = redactCounted(events.map(({ message }) => message).join('\n'));
  const lines = text.split('\n');
  let from = 0;
  const redacted = events.map(({ id, timestamp, message }) => {
    const to = from + message.split('\n').length;
    const own = lines.slice(from, to).join('\n');
    from = to;
    return [id, timestamp, own] as const;
  });
  const source = { logGroup, logStream, ...(workload ? { workload } : {}) };
  return { ...source, events: redacted, redactions: count };
}

/** Events in the order of their time, then id, each once. */
export function inOrder<E extends { id: string; timestamp: number }>(events: readonly E[]): E[] {
  const byId = new Map(events.map((event) => [event.id, event]));
  return [...byId.values()].toSorted((a, b) => a.timestamp - b.timestamp || compareIds(a.id, b.id));
}

/** CloudWatch's ids are decimal numbers of one length; others are compared as text. */
function compareIds(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : Number(a > b));
}
