import { hash } from 'node:crypto';
import { group } from 'd3-array';
import { HalfopenError } from '../errors.ts';
import { evidenceExpiresMs, type KeptMinute } from './evidence-index.ts';
import type { IngestContext } from './ingest-context.ts';
import { loadLines, loadMore } from './kept-minute.ts';
import type { SystemMemory } from './memory.ts';
import { byStream, type Stream } from './streams.ts';
import type { SystemDigest } from './system-digest.ts';
import { type SystemReading, startReading } from './system-reading.ts';

/** Digests of another shape, written by another version, are rebuilt. */
const SHAPE = 2;
const MINUTES_AN_HOUR = 60;
/** The digest of the hour that goes on is large, and written once for so many minutes. */
const MINUTES_A_STEP = 5;
/** A digest that is remembered is carried on by so many parts; a process that was idle for longer asks the store first. */
const MOST_PARTS_BEHIND = 2 * MINUTES_A_STEP;
/** Hits a signal, see digest.ts: some 700 bytes each before they are packed. */
const MOST_HITS = 1_000;
/** A digest that the store finds too large is made smaller, down to this. */
const LEAST_HITS = 15;

/** A minute of event time, and what is kept of it. */
export type Minute = readonly [minute: number, kept: KeptMinute];

/** A digest in the store, with the keys and revisions of what it was made of, in order of time. */
interface KeptDigest {
  shape: number;
  covers: readonly Part[];
  digest: SystemDigest;
}

type Part = readonly [key: string, revision: string];

interface Store {
  context: IngestContext;
  system: string;
}

/**
 * Joins the evidence of minutes that are over (ascending) to a reading, without reading its lines again: the digest of each minute is
 * made once and joined to that of its hour, and hours that are over are joined to one. Each names the revisions it was made of, so
 * evidence that comes late rebuilds its own minute, its hour and the whole, nothing else. They are copies of what the lines
 * say: two runs that write one at once, or one that is killed between, do no harm.
 */
export async function joinClosed(
  store: Store,
  reading: SystemReading,
  closed: readonly Minute[],
  currentHour: number,
): Promise<void> {
  const digests = await closedDigests(store, closed, currentHour);
  const memory = store.context.memory.of(store.system);
  const madeOf = hashOf(closed);
  const known = memory.digest('closed', madeOf, store.context.nowMs());
  if (known) return reading.join(known);
  const joined = startReading(store.context);
  for (const digest of digests) joined.join(digest);
  // Until the next minute ends it stays the same, and as many of its hits are kept whole as of an hour's.
  const digest = joined.digest(MOST_HITS);
  memory.keep('closed', madeOf, Infinity, digest);
  reading.join(digest);
}

async function closedDigests(
  store: Store,
  closed: readonly Minute[],
  currentHour: number,
): Promise<SystemDigest[]> {
  const hours = group(closed, ([minute]) => Math.floor(minute / MINUTES_AN_HOUR));
  const current = hours.get(currentHour) ?? [];
  hours.delete(currentHour);
  const parts = [...hours].map(([hour, minutes]): Part => [String(hour), hashOf(minutes)]);
  const digestOne = (key: string) => digestHour(store, Number(key), hours.get(Number(key)) ?? []);
  const digests = parts.length > 0 ? [await keptDigest(store, 'hours', parts, digestOne)] : [];
  const whole = current.slice(0, current.length - (current.length % MINUTES_A_STEP));
  if (whole.length > 0) digests.push(await digestHour(store, currentHour, whole));
  for (const minute of current.slice(whole.length)) digests.push(...(await minuteDigests(store, minute)));
  return digests;
}

/** Joins what is kept of a minute in which evidence still comes in. Its lines are read whole, unless there are too many. */
export async function joinOpen(store: Store, reading: SystemReading, [minute, kept]: Minute): Promise<void> {
  if (kept.more > 0) return joinDigested(store, reading, [minute, kept]);
  reading.join(await readMinute(store, [minute, kept]));
}

/** All that the lines of a minute hold. Of a minute that has just ended it is remembered. */
async function readMinute({ context, system }: Store, [minute, kept]: Minute): Promise<SystemDigest> {
  const memory = context.memory.of(system);
  const [key, madeOf] = [`read minute ${minute}`, String(kept.rev)];
  const known = memory.digest(key, madeOf, context.nowMs());
  if (known) return known;
  const reading = startReading(context);
  for (const [name, stream] of byStream(await loadLines(context, { system, minute })))
    reading.join(readStream(context, memory, { minute, name, stream, expiresMs: kept.expiresMs }));
  const digest = reading.digest(Infinity);
  memory.keep(key, madeOf, kept.expiresMs, digest);
  return digest;
}

/** What a stream holds of a minute. While others bring more, it is remembered. */
function readStream(
  context: IngestContext,
  memory: SystemMemory,
  { minute, name, stream, expiresMs }: { minute: number; name: string; stream: Stream; expiresMs: number },
): SystemDigest {
  const key = `read minute ${minute} of ${name}`;
  const madeOf = `${stream.text}${stream.lineTimesMs.join(' ')}`;
  const known = memory.digest(key, madeOf, context.nowMs());
  if (known) return known;
  const reading = startReading(context);
  reading.readStream(name, stream);
  const digest = reading.digest(Infinity);
  memory.keep(key, madeOf, expiresMs, digest);
  return digest;
}

function digestHour(store: Store, hour: number, minutes: readonly Minute[]): Promise<SystemDigest> {
  const parts = minutes.map(([minute, kept]): Part => [String(minute), revisionOf(kept)]);
  const byMinute = new Map(minutes);
  return keptDigest(store, `hour#${hour}`, parts, async (key) => {
    const kept = byMinute.get(Number(key));
    const reading = startReading(store.context);
    if (kept) await joinDigested(store, reading, [Number(key), kept]);
    return reading.digest(MOST_HITS);
  });
}

async function joinDigested(store: Store, reading: SystemReading, minute: Minute): Promise<void> {
  for (const digest of await minuteDigests(store, minute)) reading.join(digest);
}

/** What the lines of a minute hold, and what came beyond them. */
async function minuteDigests(store: Store, [minute, kept]: Minute): Promise<SystemDigest[]> {
  const lines = await digestLines(store, [minute, kept]);
  const more = kept.more > 0 ? await loadMore(store.context, { system: store.system, minute }) : undefined;
  return more ? [lines, more] : [lines];
}

function digestLines(store: Store, [minute, kept]: Minute): Promise<SystemDigest> {
  return keptDigest(store, `minute#${minute}`, [['lines', String(kept.rev)]], () =>
    readMinute(store, [minute, kept]),
  );
}

/** The digest of parts, as far as it is remembered or in the store: one that covers the first of them is carried on. */
async function keptDigest(
  { context, system }: Store,
  name: string,
  parts: readonly Part[],
  digestPart: (key: string) => Promise<SystemDigest>,
): Promise<SystemDigest> {
  const { table, nowMs } = context;
  const memory = context.memory.of(system);
  const pk = `evidence-digest#${system}`;
  const madeOf = JSON.stringify(parts);
  const remembered = memory.digest(name, madeOf, nowMs());
  if (remembered) return remembered;
  const known =
    rememberedStart({ context, system }, name, parts) ?? (await storedStart(context, pk, name, parts));
  if (known?.covers.length === parts.length) {
    memory.keep(name, madeOf, known.expiresMs, known.digest);
    return known.digest;
  }
  const rest = await Promise.all(parts.slice(known?.covers.length ?? 0).map(([key]) => digestPart(key)));
  const reading = startReading(context);
  for (const digest of known ? [known.digest, ...rest] : rest) reading.join(digest);
  const expiresAtMs = evidenceExpiresMs(context);
  return fitting(reading, async (digest) => {
    const body: KeptDigest = { shape: SHAPE, covers: parts, digest };
    await table.put({ pk, sk: name, version: 1, body, expiresAtMs }, 'any', nowMs());
    memory.keep(name, madeOf, expiresAtMs, digest);
  });
}

/** A digest of the first of some parts. */
interface Start {
  covers: readonly Part[];
  digest: SystemDigest;
  expiresMs: number;
}

/**
 * What is remembered of the first parts. Better than what is stored: its records are the same objects as before, so that nothing that
 * was worked out of them is worked out again. After a longer pause the store may have what would have to be joined part by part.
 */
function rememberedStart(
  { context, system }: Store,
  name: string,
  parts: readonly Part[],
): Start | undefined {
  const latest = context.memory.of(system).latest(name, context.nowMs());
  if (!latest) return undefined;
  const covers = JSON.parse(latest.madeOf) as readonly Part[];
  const isNear = covers.length > 0 && parts.length - covers.length <= MOST_PARTS_BEHIND;
  return isNear && isStart(covers, parts) ? { ...latest, covers } : undefined;
}

async function storedStart(
  { table, nowMs }: IngestContext,
  pk: string,
  name: string,
  parts: readonly Part[],
): Promise<Start | undefined> {
  const item = await table.get(pk, name, nowMs());
  const known = item?.body as KeptDigest | undefined;
  if (known?.shape !== SHAPE || known.covers.length === 0 || !isStart(known.covers, parts)) return undefined;
  return { covers: known.covers, digest: known.digest, expiresMs: item?.expiresAtMs ?? Infinity };
}

async function fitting(
  reading: SystemReading,
  keep: (digest: SystemDigest) => Promise<void>,
): Promise<SystemDigest> {
  for (let mostHits = MOST_HITS; ; mostHits >>= 1) {
    const digest = reading.digest(mostHits);
    try {
      await keep(digest);
      return digest;
    } catch (error) {
      const isTooLarge = error instanceof HalfopenError && error.code === 'item-too-large';
      if (!isTooLarge || mostHits < LEAST_HITS) throw error;
    }
  }
}

function isStart(covers: readonly Part[], parts: readonly Part[]): boolean {
  return covers.every(([key, revision], i) => parts[i]?.[0] === key && parts[i]?.[1] === revision);
}

function revisionOf({ rev, more }: KeptMinute): string {
  return `${rev}.${more}`;
}

function hashOf(minutes: readonly Minute[]): string {
  const text = minutes.map(([minute, kept]) => `${minute}:${revisionOf(kept)}`).join(' ');
  return hash('sha256', text).slice(0, 16);
}
