import type { FieldValue } from '../model/fields.ts';
import type { Hit, Tally } from '../model/signal.ts';
import { rememberLast } from '../remember-last.ts';
import { type Bucket, keepsSame, readBucket } from './bucket.ts';
import type { HitPlaces } from './hit-places.ts';

/** What was collected for one signal. */
export interface Collection {
  tallies: readonly Tally[];
  /** The same, part by part: of the same rows the same lists. */
  parts: readonly (readonly Tally[])[];
  /** The place of each hit among all as they came, part by part. */
  places: readonly HitPlaces[];
  isSampled?: boolean;
  firstMs?: ReadonlyMap<FieldValue, number>;
}

/** What a bucket holds of a signal, each hit completed. */
export function collectionOf(bucket: Bucket, signal: string, complete: (hit: Hit) => Hit): Collection {
  return readAs(bucket, signal, complete).collection;
}

/** A collection, and the hits of it as they were kept. */
interface Read {
  collection: Collection;
  kept: readonly Hit[];
}

function readAs(bucket: Bucket, signal: string, complete: (hit: Hit) => Hit): Read {
  const { tallies, places, kept } = readBucket(bucket, signal, complete);
  const { isSampled, firstMs } = bucket;
  const collection = {
    tallies,
    parts: [tallies],
    places: [places],
    ...(isSampled ? { isSampled } : {}),
    ...(firstMs ? { firstMs } : {}),
  };
  return { collection, kept };
}

/** The same of a bucket that signals share: what it holds is made once for those whose hits are the same. `othersOf` says what the records meet beside this one. */
export function readShared(
  bucket: Bucket,
  signal: string,
  complete: (hit: Hit) => Hit,
  othersOf: (alsoMeets: readonly string[]) => readonly string[],
): Collection {
  const known = sharedRead.get(bucket, [bucket.came], () => readAs(bucket, signal, complete));
  const { collection } = keepsSame(bucket, signal, known.kept) ? known : readAs(bucket, signal, complete);
  const tallies = collection.tallies.map((tally) => {
    const alsoMeets = othersOf(tally.alsoMeets);
    return alsoMeets === tally.alsoMeets ? tally : { ...tally, alsoMeets };
  });
  return { ...collection, tallies, parts: [tallies] };
}

const sharedRead = rememberLast<Bucket, Read>();

/** The same for a bucket of rows, which is complete: it is read once, unless its hits name a client that more may become known of. */
export function readRows(bucket: Bucket, complete: (hit: Hit) => Hit): Collection {
  let namesClients = false;
  const read = rowsRead.get(bucket, [], () =>
    collectionOf(bucket, '', (hit) => {
      namesClients ||= hit.fields.client !== undefined;
      return complete(hit);
    }),
  );
  if (namesClients) rowsRead.forget(bucket);
  return read;
}

const rowsRead = rememberLast<Bucket, Collection>();

/** Joins what a signal has met in several parts of the rows, one after the other. No identity is in two of them. */
export function joinCollections(parts: readonly Collection[]): Collection {
  const [only] = parts;
  if (only && parts.length === 1) return only;
  const firstMs = new Map<FieldValue, number>();
  for (const [value, atMs] of parts.flatMap((part) => [...(part.firstMs ?? [])]))
    firstMs.set(value, Math.min(firstMs.get(value) ?? Infinity, atMs));
  return {
    tallies: parts.flatMap((part) => part.tallies),
    parts: parts.flatMap((part) => part.parts),
    places: parts.flatMap((part) => part.places),
    ...(firstMs.size > 0 ? { firstMs } : {}),
  };
}

/** The hits of tallies of a collection as they came. */
export function asTheyCame(tallies: readonly Tally[], { tallies: all, places }: Collection): readonly Hit[] {
  const [[only], [ofAll]] = [tallies, places];
  if (only && tallies.length === 1) return only.hits;
  if (
    ofAll &&
    places.length === 1 &&
    tallies.length === all.length &&
    tallies.every((one, i) => one === all[i])
  )
    return ofAll.inOrder();
  const placed = tallies.flatMap(({ hits }) => hits.map((hit) => ({ hit, place: placeOf(hit, places) })));
  return placed
    .toSorted((a, b) => a.place.part - b.place.part || a.place.at - b.place.at)
    .map(({ hit }) => hit);
}

function placeOf(hit: Hit, places: Collection['places']): { part: number; at: number } {
  const part = places.findIndex((known) => known.of(hit) !== undefined);
  return { part, at: places[part]?.of(hit) ?? 0 };
}
