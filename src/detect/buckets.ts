import type { SourceCount } from '../model/evidence-source.ts';
import type { FieldValue } from '../model/fields.ts';
import type { Observation } from '../model/observation.ts';
import type { Hit, Tally, TimedCount } from '../model/signal.ts';
import { rememberLast } from '../remember-last.ts';
import {
  addRest,
  type Bucket,
  countSource,
  createBucket,
  droppedOf,
  keepHit,
  noteFirstMs,
  partOf,
} from './bucket.ts';

/** What a digest holds of one identity. */
interface PartDigest {
  key: string;
  alsoMeets: readonly string[];
  count: number;
  dropped: readonly TimedCount[];
  sources?: readonly SourceCount[];
  hits: readonly (readonly [record: number, captures: Readonly<Record<string, FieldValue>>])[];
}

/** What a digest holds of one signal. */
export interface BucketDigest {
  signal: string;
  parts: readonly PartDigest[];
  rest: readonly Omit<Tally, 'hits'>[];
  isSampled?: boolean;
  /** Null: from the start, as far as is known. */
  firstMs?: readonly (readonly [value: FieldValue, atMs: number | null])[];
}

/** The buckets of all signals, by their keys. What digests hold of a signal is unpacked when somebody asks for it. */
export interface Buckets {
  keys(): string[];
  /** What a signal has met; undefined where it has met nothing. */
  read(key: string): Bucket | undefined;
  /** The same, for a hit that is added now. */
  open(key: string): Bucket;
  join(digest: { records: readonly Observation[]; buckets: readonly BucketDigest[] }): void;
  /** What a signal has met, as objects that stand for it: the same objects, the same hits. Undefined where hits came one by one. */
  contentOf(key: string): readonly object[] | undefined;
}

interface Packed {
  records: readonly Observation[];
  packed: BucketDigest;
}

interface Held {
  bucket: Bucket;
  waiting: Packed[];
  content: object[] | undefined;
}

/** What a digest of a bucket holds, where that is the same as an earlier one held. */
const sameAs = new WeakMap<BucketDigest, object>();

/** Notes that a digest holds what an earlier one did: all of it, and nothing else. */
export function noteSame(digest: BucketDigest, content: object): void {
  sameAs.set(digest, content);
}

/** What a part of a digest was made of: its hits as they are, and the parts of other digests, or itself. */
export interface Origin {
  hits: readonly Hit[];
  madeOf: readonly object[];
}

/** Of digests of signals that this process made. */
const origins = new WeakMap<BucketDigest, readonly Origin[]>();

/** Notes what the parts of a digest were made of, so that the same hits remain the same objects. */
export function noteOrigins(digest: BucketDigest, parts: readonly Origin[]): void {
  origins.set(digest, parts);
}

/** Starts with nothing met. */
export function createBuckets(): Buckets {
  const all = new Map<string, Held>();
  const heldOf = (key: string): Held => {
    let held = all.get(key);
    if (!held) all.set(key, (held = { bucket: createBucket(), waiting: [], content: [] }));
    return held;
  };
  const unpacked = (held: Held): Bucket => {
    for (const packed of held.waiting) unpack(held.bucket, packed);
    held.waiting = [];
    return held.bucket;
  };
  return {
    keys: () => [...all.keys()],
    read(key) {
      const held = all.get(key);
      return held && unpacked(held);
    },
    open(key) {
      const held = heldOf(key);
      held.content = undefined;
      return unpacked(held);
    },
    join({ records, buckets }) {
      for (const packed of buckets) {
        const held = heldOf(packed.signal);
        held.waiting.push({ records, packed });
        held.content?.push(sameAs.get(packed) ?? packed);
      }
    },
    contentOf(key) {
      const held = all.get(key);
      return held ? held.content : [];
    },
  };
}

function unpack(bucket: Bucket, { records, packed }: Packed): void {
  const { parts, rest, isSampled, firstMs } = packed;
  const known =
    origins.get(packed) ??
    readOrigins.get(packed, [records], () =>
      parts.map((one) => ({ hits: hitsOf(one, records), madeOf: [one] })),
    );
  for (const [i, one] of parts.entries()) {
    const part = partOf(bucket, one.key, one.alsoMeets);
    part.madeOf?.push(...(known[i]?.madeOf ?? []));
    part.count += one.count;
    if (one.dropped.length > 0) droppedOf(part).join(one.dropped);
    for (const source of one.sources ?? []) countSource(part, { ...source });
    for (const hit of known[i]?.hits ?? []) keepHit(bucket, part, hit, hit.observation);
  }
  for (const one of rest) addRest(bucket.rest, one);
  if (isSampled) bucket.isSampled = true;
  for (const [value, atMs] of firstMs ?? []) noteFirstMs(bucket, value, atMs ?? -Infinity);
}

/** The same of digests that were read. One that is remembered is unpacked by each triage. */
const readOrigins = rememberLast<BucketDigest, readonly Origin[]>();

function hitsOf(part: PartDigest, records: readonly Observation[]): Hit[] {
  return part.hits.flatMap(([record, captures]) => {
    const observation = records[record];
    return observation ? [{ observation, fields: { ...observation.fields, ...captures } }] : [];
  });
}
