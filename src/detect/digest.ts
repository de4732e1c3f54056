import type { FieldValue } from '../model/fields.ts';
import type { Observation } from '../model/observation.ts';
import type { Hit, TimedCount } from '../model/signal.ts';
import { addRest, type Bucket, createBucket, keepHit, makeRoom, noteFirstMs, partOf } from './bucket.ts';
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

interface BucketDigest {
  signal: string;
  parts: readonly {
    key: string;
    alsoMeets: readonly string[];
    count: number;
    dropped: readonly TimedCount[];
    hits: readonly (readonly [record: number, captures: Readonly<Record<string, FieldValue>>])[];
  }[];
  rest: readonly { count: number; dropped: readonly TimedCount[]; alsoMeets: readonly string[] }[];
  isSampled?: boolean;
  /** Null: from the start, as far as is known. */
  firstMs?: readonly (readonly [value: FieldValue, atMs: number | null])[];
}

/** The parts of a collector that a digest is made of. */
interface Digestible {
  buckets: Map<string, Bucket>;
  rows: Pick<KeptRows, 'digest' | 'join'>;
  context: Pick<NotedContext, 'digest' | 'join'>;
}

/** Hits of one identity that a digest keeps whole. */
const MOST_OF_ONE = 50;
/** Of a longer text the digest keeps its beginning: what patterns found in it stands in the fields. */
const LONGEST_TEXT = 4_096;

/** Digests what was collected, with at most `mostHits` hits a signal, and as many rows and clients. The collector takes no more afterwards. */
export function digestOf({ buckets, rows, context }: Digestible, mostHits: number): Digest {
  const places = new Map<Observation, number>();
  const records: Observation[] = [];
  const placeOf = (record: Observation): number => {
    let place = places.get(record);
    if (place === undefined) {
      place = records.push(shortened(record)) - 1;
      places.set(record, place);
    }
    return place;
  };
  return {
    buckets: [...buckets].map(([signal, bucket]) => digestBucket(signal, bucket, mostHits, placeOf)),
    records,
    rows: rows.digest(mostHits),
    context: context.digest(mostHits),
  };
}

function digestBucket(
  signal: string,
  bucket: Bucket,
  mostHits: number,
  placeOf: (record: Observation) => number,
): BucketDigest {
  makeRoom(bucket, mostHits, MOST_OF_ONE);
  const { parts, rest, isSampled, firstMs } = bucket;
  return {
    signal,
    parts: [...parts].map(([key, { entries, count, dropped, alsoMeets }]) => ({
      key,
      alsoMeets,
      count,
      dropped: dropped.counts(),
      hits: entries
        .toSorted((a, b) => a.place - b.place)
        .map(({ hit }) => [placeOf(hit.observation), capturesOf(hit)] as const),
    })),
    rest: [...rest.values()].map((one) => ({ ...one, dropped: one.dropped.counts() })),
    ...(isSampled ? { isSampled } : {}),
    ...(firstMs ? { firstMs: [...firstMs].map(([value, atMs]) => [value, finite(atMs)] as const) } : {}),
  };
}

/** Adds what a digest stands for to what was collected from earlier evidence. The digest is not changed. */
export function joinDigest({ buckets, rows, context }: Digestible, digest: Digest): void {
  for (const { signal, parts, rest, isSampled, firstMs } of digest.buckets) {
    let bucket = buckets.get(signal);
    if (!bucket) buckets.set(signal, (bucket = createBucket()));
    for (const { key, alsoMeets, count, dropped, hits } of parts) {
      const part = partOf(bucket, key, alsoMeets);
      part.count += count;
      part.dropped.join(dropped);
      for (const [record, captures] of hits) {
        const observation = digest.records[record];
        if (observation)
          keepHit(bucket, part, { observation, fields: { ...observation.fields, ...captures } });
      }
    }
    for (const one of rest) addRest(bucket.rest, one);
    if (isSampled) bucket.isSampled = true;
    for (const [value, atMs] of firstMs ?? []) noteFirstMs(bucket, value, atMs ?? -Infinity);
  }
  rows.join(digest.rows);
  context.join(digest.context);
}

/** What a hit's patterns captured beside the fields of its record. */
function capturesOf({ observation, fields }: Hit): Record<string, FieldValue> {
  return Object.fromEntries(
    Object.entries(fields).filter(([name, value]) => observation.fields[name] !== value),
  );
}

function shortened(record: Observation): Observation {
  const { text, verbatim } = record;
  if (text.length <= LONGEST_TEXT && verbatim.length <= LONGEST_TEXT) return record;
  return { ...record, text: text.slice(0, LONGEST_TEXT), verbatim: verbatim.slice(0, LONGEST_TEXT) };
}

function finite(atMs: number): number | null {
  return Number.isFinite(atMs) ? atMs : null;
}
