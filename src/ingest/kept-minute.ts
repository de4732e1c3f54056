import { createHash } from 'node:crypto';
import type { LogEvent } from '../model/log-event.ts';
import { changeItem } from '../store/change-item.ts';
import { evidenceExpiresMs } from './evidence-index.ts';
import type { IngestContext } from './ingest-context.ts';
import { type LogDelivery, type LogEvidence, toEvidence } from './log-evidence.ts';
import type { SystemDigest } from './system-digest.ts';
import { startReading } from './system-reading.ts';

const LINES = 'evidence-lines';
const MORE = 'evidence-more';
/** An item of the store takes so much text, however badly it packs. */
const ITEM_CHARS = 250_000;
/** A digest of what lines are not kept of has fewer hits: it is rewritten by each delivery. */
const MOST_MORE_HITS = 200;

/** One system's evidence of one minute of event time. */
export interface MinutePlace {
  system: string;
  minute: number;
}

/** Keeps lines, redacted, under the ids of their events: the same ones again write the same items. False when all were there. */
export async function keepLines(
  context: IngestContext,
  { system, minute }: MinutePlace,
  delivery: LogDelivery,
  events: readonly LogEvent[],
): Promise<boolean> {
  let isNew = false;
  for (const part of inParts(events)) {
    const item = {
      pk: `${LINES}#${system}`,
      sk: `${keyOf(minute)}#${nameOf(delivery, part)}`,
      version: 1,
      body: toEvidence(delivery, part),
      expiresAtMs: evidenceExpiresMs(context),
    };
    if (await context.table.put(item, 'absent', context.nowMs())) isNew = true;
  }
  return isNew;
}

/** Whether these lines are kept already. */
export async function areKept(
  { table, nowMs }: IngestContext,
  { system, minute }: MinutePlace,
  delivery: LogDelivery,
  events: readonly LogEvent[],
): Promise<boolean> {
  const [first = []] = inParts(events);
  const sk = `${keyOf(minute)}#${nameOf(delivery, first)}`;
  return (await table.get(`${LINES}#${system}`, sk, nowMs())) !== undefined;
}

/** The lines that are kept of a minute. */
export async function loadLines(
  { table, nowMs }: IngestContext,
  { system, minute }: MinutePlace,
): Promise<LogEvidence[]> {
  const range = { pk: `${LINES}#${system}`, from: `${keyOf(minute)}#`, to: `${keyOf(minute)}#~` };
  return (await table.list(range, nowMs())).map(({ body }) => body as LogEvidence);
}

/** What is known of lines that are not kept: a digest, and which deliveries are in it. */
interface More {
  deliveries: readonly string[];
  digest: SystemDigest;
}

/** Adds lines to the digest of what is not kept of a minute; a delivery that is in it already changes nothing. */
export async function addMore(
  context: IngestContext,
  { system, minute }: MinutePlace,
  delivery: LogDelivery,
  events: readonly LogEvent[],
): Promise<void> {
  const name = nameOf(delivery, events);
  const reading = startReading(context);
  reading.readEvents([toEvidence(delivery, events)]);
  const own = reading.digest(MOST_MORE_HITS);
  const keptMs = evidenceExpiresMs(context) - context.nowMs();
  await changeItem<More>(context, { pk: `${MORE}#${system}`, sk: keyOf(minute), keptMs }, (known) => {
    if (!known) return { deliveries: [name], digest: own };
    if (known.deliveries.includes(name)) return known;
    const both = startReading(context);
    both.join(known.digest);
    both.join(own);
    return { deliveries: [...known.deliveries, name], digest: both.digest(MOST_MORE_HITS) };
  });
}

/** The digest of the lines of a minute that are not kept, where there are some. */
export async function loadMore(
  { table, nowMs }: IngestContext,
  { system, minute }: MinutePlace,
): Promise<SystemDigest | undefined> {
  const item = await table.get(`${MORE}#${system}`, keyOf(minute), nowMs());
  return (item?.body as More | undefined)?.digest;
}

function keyOf(minute: number): string {
  return String(minute).padStart(10, '0');
}

function nameOf({ logGroup, logStream }: LogDelivery, events: readonly LogEvent[]): string {
  return createHash('sha256')
    .update([logGroup, logStream, ...events.map(({ id }) => id)].join('\u0000'))
    .digest('hex')
    .slice(0, 24);
}

function inParts(events: readonly LogEvent[]): LogEvent[][] {
  const parts: LogEvent[][] = [];
  let chars = Infinity;
  for (const event of events) {
    if (chars + event.message.length > ITEM_CHARS) {
      parts.push([]);
      chars = 0;
    }
    parts.at(-1)?.push(event);
    chars += event.message.length;
  }
  return parts;
}
