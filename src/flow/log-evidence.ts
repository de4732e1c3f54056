import { createHash } from 'node:crypto';
import { redactCounted } from '../render/redact.ts';
import type { LineRange } from '../select-lines.ts';
import type { TriageFlow } from './flow.ts';

/** One event of a log group's stream. `id` is unique and tells repeated deliveries; `timestamp` is epoch milliseconds. */
export interface LogEvent {
  id: string;
  timestamp: number;
  message: string;
}

/** What one delivery holds of one stream. */
export interface LogDelivery {
  logGroup: string;
  logStream: string;
  events: readonly LogEvent[];
}

/** Kept events of one delivery: id, time, redacted text. */
export interface LogEvidence {
  logGroup: string;
  logStream: string;
  events: readonly (readonly [id: string, timestampMs: number, message: string])[];
  redactions: number;
}

/** Lines kept before and after what was selected, and at both ends of a delivery: a record may lie in two. */
const NEAR_LINES = 3;
/** Lines that name a product's version or tell who a client is: no runbook's trouble, but it matters to what is said. */
const CONTEXT = /\bversion\b|Starting [A-Z]|Broker \d|client_properties/;
const EVENTS_PER_ITEM = 4_000;

/**
 * Keeps what a runbook could have something to say of, redacted. Keyed by the events' ids: the same delivery again
 * writes the same items. Returns how many events were kept; none when nothing in the delivery concerns a runbook.
 */
export async function keepLogEvidence(
  flow: TriageFlow,
  system: string,
  delivery: LogDelivery,
): Promise<number> {
  const kept = selectEvents(flow, delivery.events);
  for (let from = 0; from < kept.length; from += EVENTS_PER_ITEM)
    await keepItem(flow, system, delivery, kept.slice(from, from + EVENTS_PER_ITEM));
  return kept.length;
}

async function keepItem(
  { table, config, nowMs }: TriageFlow,
  system: string,
  { logGroup, logStream }: LogDelivery,
  events: readonly LogEvent[],
): Promise<void> {
  let redactions = 0;
  const redacted = events.map(({ id, timestamp, message }) => {
    const { text, count } = redactCounted(message);
    redactions += count;
    return [id, timestamp, text] as const;
  });
  const body: LogEvidence = { logGroup, logStream, events: redacted, redactions };
  const hash = createHash('sha256')
    .update([logGroup, logStream, ...events.map(({ id }) => id)].join('\u0000'))
    .digest('hex')
    .slice(0, 24);
  const first = String(Math.max(0, events[0]?.timestamp ?? 0)).padStart(15, '0');
  const item = { pk: `evidence#${system}`, sk: `${first}#${hash}`, version: 1, body };
  await table.put({ ...item, expiresAtMs: nowMs() + config.incidents.evidenceMs }, 'absent', nowMs());
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

function selectEvents({ engine }: TriageFlow, delivered: readonly LogEvent[]): LogEvent[] {
  const events = inOrder(delivered);
  const firstLines: number[] = [];
  let line = 1;
  for (const { message } of events) {
    firstLines.push(line);
    line += message.split('\n').length;
  }
  const ranges = engine.select(Buffer.from(events.map(({ message }) => message).join('\n')));
  if (ranges.length === 0) return [];
  const wanted = new Set(withNeighbours(ranges, firstLines));
  return events.filter(
    ({ message }, i) =>
      wanted.has(i) || i < NEAR_LINES || i >= events.length - NEAR_LINES || CONTEXT.test(message),
  );
}

function withNeighbours(ranges: readonly LineRange[], firstLines: readonly number[]): number[] {
  const wanted: number[] = [];
  let at = 0;
  for (const { firstLine, lastLine } of ranges) {
    while (at + 1 < firstLines.length && (firstLines[at + 1] ?? 0) <= firstLine) at++;
    let end = at;
    while (end + 1 < firstLines.length && (firstLines[end + 1] ?? 0) <= lastLine) end++;
    for (let i = Math.max(0, at - NEAR_LINES); i <= Math.min(firstLines.length - 1, end + NEAR_LINES); i++)
      wanted.push(i);
  }
  return wanted;
}
