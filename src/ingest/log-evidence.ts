import { createHash } from 'node:crypto';
import type { LineRange } from '../engine/prefilter.ts';
import type { LogEvent } from '../model/log-event.ts';
import { redactCounted } from '../redact/redact.ts';
import type { IngestContext } from './ingest-context.ts';

/** The events of one delivery of one log stream. */
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
/** Lines that name a product's version or a client: no runbook matches them, but a diagnosis quotes them. */
const CONTEXT = /\bversion\b|Starting [A-Z]|Broker \d|client_properties/;
const EVENTS_PER_ITEM = 4_000;
/** A delivery of no more events is kept whole: it may be the middle of a record that began before it. */
const SMALL_EVENTS = 200;

/**
 * Keeps the events that a runbook may match, redacted. Keyed by the events' ids: the same delivery again
 * writes the same items. `matched` counts the events that a runbook may match.
 */
export async function keepLogEvidence(
  context: IngestContext,
  system: string,
  delivery: LogDelivery,
): Promise<{ kept: number; matched: number }> {
  const events = inOrder(delivery.events);
  const { matched, near } = selectEvents(context, events);
  const kept = events.length <= SMALL_EVENTS ? events : near;
  for (let from = 0; from < kept.length; from += EVENTS_PER_ITEM)
    await keepItem(context, system, delivery, kept.slice(from, from + EVENTS_PER_ITEM));
  return { kept: kept.length, matched };
}

async function keepItem(
  { table, config, nowMs }: IngestContext,
  system: string,
  { logGroup, logStream }: LogDelivery,
  events: readonly LogEvent[],
): Promise<void> {
  const body: LogEvidence = { logGroup, logStream, ...redactEvents(events) };
  const hash = createHash('sha256')
    .update([logGroup, logStream, ...events.map(({ id }) => id)].join('\u0000'))
    .digest('hex')
    .slice(0, 24);
  const first = String(Math.max(0, events[0]?.timestamp ?? 0)).padStart(15, '0');
  const item = { pk: `evidence#${system}`, sk: `${first}#${hash}`, version: 1, body };
  await table.put({ ...item, expiresAtMs: nowMs() + config.incidents.evidenceMs }, 'absent', nowMs());
}

/** Masked together, since a key or an Erlang term goes over several events; masking keeps the number of lines. */
function redactEvents(events: readonly LogEvent[]): Pick<LogEvidence, 'events' | 'redactions'> {
  const { text, count } = redactCounted(events.map(({ message }) => message).join('\n'));
  const lines = text.split('\n');
  let from = 0;
  const redacted = events.map(({ id, timestamp, message }) => {
    const to = from + message.split('\n').length;
    const own = lines.slice(from, to).join('\n');
    from = to;
    return [id, timestamp, own] as const;
  });
  return { events: redacted, redactions: count };
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

/** How many events a runbook may match, and those events with what lies around them. */
function selectEvents(
  { engine }: IngestContext,
  events: readonly LogEvent[],
): { matched: number; near: LogEvent[] } {
  const firstLines: number[] = [];
  let line = 1;
  for (const { message } of events) {
    firstLines.push(line);
    line += message.split('\n').length;
  }
  const ranges = engine.select(Buffer.from(events.map(({ message }) => message).join('\n')));
  const spans = ranges.map((range) => spanOf(range, firstLines));
  const wanted = new Set(spans.flatMap(([from, to]) => indices(from - NEAR_LINES, to + NEAR_LINES)));
  const isEdge = (i: number) => i < NEAR_LINES || i >= events.length - NEAR_LINES;
  return {
    matched: spans.reduce((sum, [from, to]) => sum + to - from + 1, 0),
    near: events.filter(({ message }, i) => wanted.has(i) || isEdge(i) || CONTEXT.test(message)),
  };
}

/** First and last event that lines belong to. */
function spanOf({ firstLine, lastLine }: LineRange, firstLines: readonly number[]): [number, number] {
  return [eventAt(firstLines, firstLine), eventAt(firstLines, lastLine)];
}

/** The last event that begins at or before a line, by bisection. */
function eventAt(firstLines: readonly number[], line: number): number {
  let [low, high] = [0, firstLines.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((firstLines[middle] ?? 0) <= line) low = middle;
    else high = middle - 1;
  }
  return low;
}

function indices(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}
