import type { FieldValue } from '../model/fields.ts';
import type { Observation } from '../model/observation.ts';
import type { Hit } from '../model/signal.ts';
import { type Bucket, makeRoom, whole } from './bucket.ts';
import { type BucketDigest, type Buckets, noteOrigins, noteSame, type Origin } from './buckets.ts';
import type { KeptRows, RowsDigest } from './kept-rows.ts';
import type { ContextDigest, NotedContext } from './note-context.ts';

/**
 * What a collector holds, as plain data (JSON) of bounded size. Joined to another collector, in order of time, it stands for the
 * evidence it was made of: the same counts by identity and minute, the newest hits whole.
 */
export interface Digest {
  /** Each record once; hits name it by its place in this list. */
  records: readonly Observation[];
  buckets: readonly BucketDigest[];
  rows: RowsDigest;
  context: ContextDigest;
}

/** The parts of a collector that a digest is made of. */
interface Digestible {
  buckets: Buckets;
  rows: Pick<KeptRows, 'digest' | 'join'>;
  context: Pick<NotedContext, 'digest' | 'join'>;
}

/** How many hits of a signal a digest keeps whole: the newest of each identity. */
interface Room {
  /** In all, if all identities get as many, and of one. */
  together: number;
  mostOfOne: number;
  leastOfOne: number;
}

/** Some runbooks count six different values of one identity. */
const ROOM: Room = { together: 100, mostOfOne: 50, leastOfOne: 8 };
/** What a triage costs grows with the hits that are kept whole, whatever their age: of what is only counted, a few are quoted. */
const ROOM_OF_COUNTED: Room = { together: 40, mostOfOne: 20, leastOfOne: 3 };
const NONE: ReadonlySet<string> = new Set();
/** Of a longer text the digest keeps its beginning: what patterns found in it stands in the fields. */
const LONGEST_TEXT = 4_096;

/**
 * Digests what was collected, with at most `mostHits` hits a signal, and as many rows and clients; with Infinity all that there is is
 * kept as it is. Of the signals that are `countedAlone`, by their keys, fewer hits are kept. The collector takes no more afterwards.
 */
export function digestOf(
  { buckets, rows, context }: Digestible,
  mostHits: number,
  countedAlone = NONE,
): Digest {
  const isWhole = mostHits === Infinity;
  const places = new Map<Observation, number>();
  const records: Observation[] = [];
  const placeOf = (record: Observation): number => {
    let place = places.get(record);
    if (place === undefined) {
      place = records.push(isWhole ? record : shortened(record)) - 1;
      places.set(record, place);
    }
    return place;
  };
  return {
    buckets: buckets.keys().flatMap((signal) => {
      const content = buckets.contentOf(signal);
      const bucket = buckets.read(signal);
      if (!bucket) return [];
      const { kept } = bucket;
      const room = countedAlone.has(signal) ? ROOM_OF_COUNTED : ROOM;
      makeRoom(bucket, mostHits, isWhole ? Infinity : mostOfOne(bucket, room));
      const digest = digestBucket(signal, bucket, placeOf);
      const [only, ...others] = content ?? [];
      if (kept !== bucket.kept) buckets.open(signal);
      else if (only && others.length === 0) noteSame(digest, only);
      return [digest];
    }),
    records,
    rows: rows.digest(mostHits),
    context: context.digest(mostHits),
  };
}

function mostOfOne({ parts }: Bucket, { together, mostOfOne: most, leastOfOne: least }: Room): number {
  return Math.min(most, Math.max(least, Math.floor(together / parts.size)));
}

function digestBucket(
  signal: string,
  bucket: Bucket,
  placeOf: (record: Observation) => number,
): BucketDigest {
  const { rest, isSampled, firstMs } = bucket;
  const parts = [...bucket.parts];
  const hits = parts.map(([, { entries }]) =>
    entries.toSorted((a, b) => a.place - b.place).map((entry) => whole(entry, signal)),
  );
  const digests = parts.map(([key, { count, dropped, sources, alsoMeets }], i) => ({
    key,
    alsoMeets,
    count,
    dropped: dropped?.counts() ?? [],
    ...(sources.length > 0 ? { sources: [...sources] } : {}),
    hits: (hits[i] ?? []).map((hit) => [placeOf(hit.observation), capturesOf(hit)] as const),
  }));
  const digest = {
    signal,
    parts: digests,
    rest: [...rest.values()].map((one) => ({
      ...one,
      dropped: one.dropped.counts(),
      sources: [...one.sources],
    })),
    ...(isSampled ? { isSampled } : {}),
    ...(firstMs ? { firstMs: [...firstMs].map(([value, atMs]) => [value, finite(atMs)] as const) } : {}),
  };
  if (!hits.flat().some(({ observation }) => isLong(observation)))
    noteOrigins(
      digest,
      digests.map((one, i) => originOf(one, hits[i], parts[i]?.[1].madeOf)),
    );
  return digest;
}

function originOf(part: object, hits: readonly Hit[] = [], madeOf: readonly object[] = []): Origin {
  return { hits, madeOf: madeOf.length > 0 ? madeOf : [part] };
}

/** Adds what a digest stands for to what was collected from earlier evidence. The digest is not changed. */
export function joinDigest({ buckets, rows, context }: Digestible, digest: Digest): void {
  buckets.join(digest);
  rows.join(digest.rows);
  context.join(digest.context);
}

/** What a hit's patterns captured beside the fields of its record. */
function capturesOf({ observation, fields }: Hit): Record<string, FieldValue> {
  const captures: Record<string, FieldValue> = {};
  // Lists of pairs for each of thousands of hits would cost more than comparing them.
  for (const name in fields) {
    const value = fields[name];
    if (value !== undefined && observation.fields[name] !== value) captures[name] = value;
  }
  return captures;
}

function shortened(record: Observation): Observation {
  const { text, verbatim } = record;
  if (!isLong(record)) return record;
  return { ...record, text: text.slice(0, LONGEST_TEXT), verbatim: verbatim.slice(0, LONGEST_TEXT) };
}

function isLong({ text, verbatim }: Observation): boolean {
  return text.length > LONGEST_TEXT || verbatim.length > LONGEST_TEXT;
}

function finite(atMs: number): number | null {
  return Number.isFinite(atMs) ? atMs : null;
}
