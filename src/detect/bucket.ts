import { listSource, type SourceCount } from '../model/evidence-source.ts';
import type { FieldValue } from '../model/fields.ts';
import type { Observation } from '../model/observation.ts';
import type { Hit, Tally } from '../model/signal.ts';
import { rememberLast } from '../remember-last.ts';
import { createDroppedCounts, type DroppedCounts } from './dropped-counts.ts';
import { byEventTime, timeOf } from './hit-order.ts';
import { type HitPlaces, hitPlaces, type PlacedHit } from './hit-places.ts';

/** Hits of one signal kept whole while evidence comes in. */
const MOST_HITS = 2_000;

/** What one signal has met so far: all hits counted, the newest of each identity kept. */
export interface Bucket {
  parts: Map<string, Part>;
  /** Hits kept at the moment, and hits that came. */
  kept: number;
  came: number;
  /** Identities that had to make room: counted, but no longer told apart. */
  rest: Map<string, Rest>;
  /** Not every hit was looked at. */
  isSampled?: boolean;
  /** When the values of one field first came, -Infinity where that is not known. */
  firstMs?: Map<FieldValue, number>;
}

/** Hits that are only counted, by what else their records meet. */
interface Rest {
  count: number;
  dropped: DroppedCounts;
  sources: SourceCount[];
  alsoMeets: readonly string[];
}

/** The hits of one identity. */
export interface Part {
  entries: Entry[];
  count: number;
  /** Made when the first hit is dropped: of most clients none is. */
  dropped?: DroppedCounts;
  /** Whose records they are, all of them: empty where none is a server's. */
  sources: SourceCount[];
  alsoMeets: readonly string[];
  /** What it was joined from, where that is parts of digests alone, all of each: the same objects, the same hits. */
  madeOf: object[] | undefined;
}

/** A hit, or what gives it of its record for the signal with that key. */
export type KeptHit = Hit | ((record: Entry['record'], signal: string) => Hit);

interface Entry {
  record: Pick<Observation, 'at' | 'atMs'>;
  hit: KeptHit;
  /** Its place among all hits of the signal as they came. */
  place: number;
}

/** Starts an empty bucket. */
export function createBucket(): Bucket {
  return { parts: new Map(), kept: 0, came: 0, rest: new Map() };
}

/** The hits of the identity with that key, none so far where it is new. */
export function partOf(bucket: Bucket, key: string, alsoMeets: readonly string[]): Part {
  const known = bucket.parts.get(key);
  if (known) return known;
  const part: Part = { entries: NO_ENTRIES, count: 0, sources: NO_SOURCES, alsoMeets, madeOf: [] };
  bucket.parts.set(key, part);
  return part;
}

/** Of most clients there is one hit of one source, and an empty array that grows takes room for seventeen. Neither is ever changed. */
const NO_ENTRIES: Entry[] = [];
const NO_SOURCES: SourceCount[] = [];

/** Counts whose records a part has. */
export function countSource(part: Part, source: SourceCount): void {
  if (part.sources === NO_SOURCES) part.sources = [source];
  else listSource(part.sources, source);
}

/** Where the dropped hits of a part are counted. */
export function droppedOf(part: Part): DroppedCounts {
  return (part.dropped ??= createDroppedCounts());
}

/** Keeps a hit that is counted already, as the latest that came. */
export function keepHit(
  bucket: Bucket,
  part: Part,
  hit: KeptHit,
  record: Pick<Observation, 'at' | 'atMs'>,
): void {
  const entry = { record, hit, place: bucket.came++ };
  if (part.entries.length === 0) part.entries = [entry];
  else part.entries.push(entry);
  if (++bucket.kept >= 2 * MOST_HITS) makeRoom(bucket, MOST_HITS);
}

/** A kept hit, as it came. */
export function whole({ hit, record }: Entry, signal: string): Hit {
  return typeof hit === 'function' ? hit(record, signal) : hit;
}

/** Values whose first hit is remembered; a further one may be an old one that came back, so it counts as old. */
const MOST_VALUES = 20_000;

/** Remembers that a value was there at a time (epoch milliseconds), if no earlier one is known. */
export function noteFirstMs(bucket: Bucket, value: FieldValue, atMs: number): void {
  bucket.firstMs ??= new Map();
  const known = bucket.firstMs.get(value);
  if (known === undefined && bucket.firstMs.size >= MOST_VALUES) return;
  bucket.firstMs.set(value, Math.min(known ?? Infinity, atMs));
}

/** What was counted for a signal, identity by identity, the place of each kept hit among all as they came, and the hits as they were kept. */
export function readBucket(
  bucket: Bucket,
  signal: string,
  complete: (hit: Hit) => Hit,
): { tallies: Tally[]; places: HitPlaces; kept: readonly Hit[] } {
  makeRoom(bucket, MOST_HITS);
  const kept: Hit[] = [];
  const places: PlacedHit[] = [];
  const tallies: Tally[] = [];
  for (const part of bucket.parts.values()) {
    if (part.entries.length > 1) part.entries.sort((a, b) => a.place - b.place);
    const hits = part.entries.map((entry) => {
      const own = whole(entry, signal);
      kept.push(own);
      const hit = complete(own);
      places.push({ hit, place: entry.place });
      return hit;
    });
    tallies.push(tallyOf(part, hits));
  }
  for (const { count, dropped, sources, alsoMeets } of bucket.rest.values())
    tallies.push({ hits: [], count, dropped: dropped.counts(), sources: [...sources], alsoMeets });
  return { tallies, places: hitPlaces(places), kept };
}

/** Whether a bucket that was read keeps the same hits for another signal. */
export function keepsSame({ parts }: Bucket, signal: string, kept: readonly Hit[]): boolean {
  let next = 0;
  for (const { entries } of parts.values())
    for (const entry of entries) if (whole(entry, signal) !== kept[next++]) return false;
  return next === kept.length;
}

function tallyOf({ count, dropped, sources, alsoMeets, madeOf }: Part, hits: readonly Hit[]): Tally {
  const make = (): Tally => ({
    hits,
    count,
    dropped: dropped?.counts() ?? [],
    sources: sources.map((source) => ({ ...source })),
    alsoMeets,
  });
  const [first, ...others] = madeOf ?? [];
  return first ? tallied.get(first, [...others, ...hits], make) : make();
}

/** What was counted of an identity stays the same object until there is more of it. */
const tallied = rememberLast<object, Tally>();

/**
 * Drops hits of a signal until at most `mostHits` are kept. Every identity has an equal share of them, and of each the newest are
 * kept: nobody's trouble is crowded out by another's, and one identity alone has all the room, up to `mostEach`.
 * What is dropped stays counted by its event time.
 */
export function makeRoom(bucket: Bucket, mostHits: number, mostEach = Infinity): void {
  if (bucket.kept <= Math.min(mostHits, mostEach)) return;
  if (bucket.parts.size > mostHits) forgetOldest(bucket, mostHits);
  const parts = [...bucket.parts.values()];
  const lengths = parts.map(({ entries }) => Math.min(entries.length, mostEach));
  const share = Math.min(mostEach, equalShare(lengths, mostHits));
  for (const part of parts) {
    if (part.entries.length <= share) continue;
    part.madeOf = undefined;
    part.entries.sort((a, b) => byEventTime(a.record, b.record));
    countDropped(droppedOf(part), part.entries.splice(0, part.entries.length - share));
  }
  bucket.kept = parts.reduce((sum, { entries }) => sum + entries.length, 0);
}

/** More identities than hits that are kept: those that were quiet for longest are only counted. */
function forgetOldest({ parts, rest }: Bucket, mostParts: number): void {
  const counted = restOf(rest);
  for (const [key, part] of oldestOf(parts, parts.size - mostParts)) {
    addPart(counted(part.alsoMeets), part);
    parts.delete(key);
  }
}

/** So many parts that were quiet for longest. Only times are sorted: there may be thousands of parts, time and again. */
function oldestOf(parts: Bucket['parts'], count: number): [key: string, part: Part][] {
  const times = new Float64Array(parts.size);
  let next = 0;
  for (const part of parts.values()) times[next++] = timeOf(newestOf(part));
  const until = times.toSorted()[count - 1] ?? -Infinity;
  const oldest: [string, Part][] = [];
  const last: [string, Part][] = [];
  next = 0;
  for (const one of parts) {
    const atMs = times[next++] ?? 0;
    if (atMs < until) oldest.push(one);
    else if (atMs === until) last.push(one);
  }
  last.sort(([, a], [, b]) => byEventTime(newestOf(a), newestOf(b)));
  return [...oldest, ...last.slice(0, count - oldest.length)];
}

function addPart(to: Rest, { count, dropped, sources, entries }: Part): void {
  to.count += count;
  if (dropped) to.dropped.join(dropped.counts());
  for (const source of sources) listSource(to.sources, source);
  countDropped(to.dropped, entries);
}

/** Adds hits that are only counted. */
export function addRest(
  rest: Bucket['rest'],
  { count, dropped, sources, alsoMeets }: Omit<Tally, 'hits'>,
): void {
  const known = restOf(rest)(alsoMeets);
  known.count += count;
  known.dropped.join(dropped);
  for (const source of sources ?? []) listSource(known.sources, source);
}

/** Where hits are only counted, by what else their records meet: of most that are counted one after the other the same. */
function restOf(rest: Bucket['rest']): (alsoMeets: readonly string[]) => Rest {
  let last: Rest | undefined;
  return (alsoMeets) => {
    if (last?.alsoMeets === alsoMeets) return last;
    const key = alsoMeets.join('\u0000');
    last = rest.get(key) ?? { count: 0, dropped: createDroppedCounts(), sources: [], alsoMeets };
    rest.set(key, last);
    return last;
  };
}

/** A part has at least one hit when this is asked. */
function newestOf({ entries }: Part): Entry['record'] {
  let { record } = entries[0] as Entry;
  if (entries.length === 1) return record;
  for (const entry of entries) if (byEventTime(record, entry.record) < 0) record = entry.record;
  return record;
}

function countDropped(dropped: DroppedCounts, entries: readonly Entry[]): void {
  for (const { record } of entries) {
    if (record.atMs !== undefined) dropped.add(record.atMs);
  }
}

/** The most that each may keep, when those that have less keep it all and the sum stays in bounds. */
function equalShare(lengths: readonly number[], most: number): number {
  let room = most;
  const ascending = lengths.toSorted((a, b) => a - b);
  for (const [i, length] of ascending.entries()) {
    const share = Math.floor(room / (ascending.length - i));
    if (length > share) return share;
    room -= length;
  }
  return Infinity;
}
