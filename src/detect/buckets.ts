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
import { type Collection, collectionOf, readShared } from './collection.ts';
import {
  type Counted,
  type CountedMet,
  createFamilies,
  type Families,
  type Opened,
  otherOf,
} from './followers.ts';

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
  /** The same as a rule is evaluated on it, each hit completed. */
  collect(key: string, complete: (hit: Hit) => Hit): Collection | undefined;
  /** Makes ready what is counted for the hits of one record, and gives where each is counted: of signals that share a bucket, once. */
  openAll(mets: readonly CountedMet[], aboutOf?: (at: number) => string): readonly Opened[];
  /** What a signal has met, for a hit that is added now to this one alone. */
  open(key: string): Bucket;
  join(digest: { records: readonly Observation[]; buckets: readonly BucketDigest[] }): void;
  /** What a signal has met, as objects that stand for it: the same objects, the same hits. Undefined where hits came one by one. */
  contentOf(key: string): readonly object[] | undefined;
}

interface Packed {
  records: readonly Observation[];
  packed: BucketDigest;
}

interface Held extends Counted {
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
  const families = createFamilies();
  const heldOf = (key: string): Held => {
    let held = all.get(key);
    if (!held)
      all.set(key, (held = { key, bucket: createBucket(), followers: [], waiting: [], content: [] }));
    return held;
  };
  const openFor: Buckets['openAll'] = (mets, aboutOf) => {
    const meetings = mets.map((met, at) => {
      const isNew = !all.has(met.signal.key);
      const counted = heldOf(met.signal.key);
      counted.content = undefined;
      unpacked(counted);
      return { met, counted, isNew, about: aboutOf?.(at) };
    });
    return families.leadersOf(meetings);
  };
  return {
    keys: () => [...all.keys()],
    read(key) {
      const held = all.get(key);
      if (!held) return undefined;
      families.part(held);
      return unpacked(held);
    },
    collect(key, complete) {
      const held = all.get(key);
      return held && collect(held, complete);
    },
    openAll: rememberOpened(openFor, families),
    open(key) {
      const held = heldOf(key);
      families.part(held);
      held.content = undefined;
      return unpacked(held);
    },
    join({ records, buckets }) {
      for (const packed of buckets) {
        const held = heldOf(packed.signal);
        families.part(held);
        held.waiting.push({ records, packed });
        held.content?.push(sameAs.get(packed) ?? packed);
      }
    },
    contentOf: (key) => (all.has(key) ? all.get(key)?.content : []),
  };
}

function unpacked(held: Held): Bucket {
  for (const packed of held.waiting) unpack(held.bucket, packed);
  held.waiting = [];
  return held.bucket;
}

/** Records that are alike meet the same list, and each is about the same to all of it: as long as no signals are parted, it is opened once. */
function rememberOpened(open: Buckets['openAll'], { changes }: Families): Buckets['openAll'] {
  const known = new WeakMap<readonly CountedMet[], { changes: number; opened: readonly Opened[] }>();
  return (mets, aboutOf) => {
    if (aboutOf) return open(mets, aboutOf);
    const before = known.get(mets);
    if (before?.changes === changes()) return before.opened;
    const opened = open(mets);
    known.set(mets, { changes: changes(), opened });
    return opened;
  };
}

function collect(held: Held, complete: (hit: Hit) => Hit): Collection {
  const { key, follows, followers } = held;
  const bucket = unpacked(held);
  if (!follows && followers.length === 0) return collectionOf(bucket, key, complete);
  return readShared(follows?.leader.bucket ?? bucket, key, complete, (others) =>
    follows ? otherOf(follows, others) : others,
  );
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
