import type { FieldValue } from '../model/fields.ts';
import { identityFields, identityValue } from '../model/identity-names.ts';
import type { Observation } from '../model/observation.ts';
import type { Hit, Tally } from '../model/signal.ts';
import { createDroppedCounts, type DroppedCounts } from './dropped-counts.ts';
import { byEventTime } from './hit-order.ts';

/**
 * Hits of one signal kept whole. Every identity has an equal share of them, and of each the newest are kept: nobody's trouble is
 * crowded out by another's, and one identity alone has all the room.
 */
const MOST_HITS = 2_000;

/** What tells the hits of one signal apart, and what else their records meet. */
export interface HitKeys {
  per: readonly string[];
  alsoMeets: readonly string[];
}

/** What one signal has met so far: all hits counted, the newest of each identity kept. */
export interface Bucket {
  parts: Map<string, Part>;
  /** Hits kept at the moment, and hits that came. */
  kept: number;
  came: number;
  /** Identities that had to make room: counted, but no longer told apart. */
  rest: { count: number; dropped: DroppedCounts };
  /** Not every hit was looked at. */
  isSampled?: boolean;
  /** When the values of one field first came, -Infinity where that is not known. */
  firstMs?: Map<FieldValue, number>;
}

/** The hits of one identity. */
interface Part {
  entries: Entry[];
  count: number;
  dropped: DroppedCounts;
  alsoMeets: readonly string[];
}

interface Entry {
  hit: Hit;
  /** Its place among all hits of the signal as they came. */
  place: number;
}

/** Starts an empty bucket. */
export function createBucket(): Bucket {
  return { parts: new Map(), kept: 0, came: 0, rest: { count: 0, dropped: createDroppedCounts() } };
}

/** Counts a hit, and keeps it until newer ones need its room. */
export function addHit(bucket: Bucket, hit: Hit, keys: HitKeys): void {
  const key = partKey(hit, keys);
  let part = bucket.parts.get(key);
  if (!part) {
    part = { entries: [], count: 0, dropped: createDroppedCounts(), alsoMeets: keys.alsoMeets };
    bucket.parts.set(key, part);
  }
  part.entries.push({ hit, place: bucket.came++ });
  part.count++;
  if (++bucket.kept >= 2 * MOST_HITS) makeRoom(bucket);
}

/** Values whose first hit is remembered; a further one may be an old one that came back, so it counts as old. */
const MOST_VALUES = 20_000;

/** Remembers when the value of a field first came: its first hits make room for newer ones. */
export function noteFirst(bucket: Bucket, { observation, fields }: Hit, field: string): void {
  const value = fields[field];
  if (value === undefined) return;
  bucket.firstMs ??= new Map();
  const known = bucket.firstMs.get(value);
  if (known === undefined && bucket.firstMs.size >= MOST_VALUES) return;
  // Without a time it may have been there from the start.
  bucket.firstMs.set(value, Math.min(known ?? Infinity, observation.atMs ?? -Infinity));
}

/** What was counted, identity by identity, and the place of each kept hit among all as they came. */
export function readBucket(
  bucket: Bucket,
  complete: (hit: Hit) => Hit,
): { tallies: Tally[]; places: ReadonlyMap<Hit, number> } {
  makeRoom(bucket);
  const places = new Map<Hit, number>();
  const tallies = [...bucket.parts.values()].map(({ entries, count, dropped, alsoMeets }) => {
    const hits = entries
      .toSorted((a, b) => a.place - b.place)
      .map(({ hit, place }) => {
        const completed = complete(hit);
        places.set(completed, place);
        return completed;
      });
    return { hits, count, dropped: dropped.counts(), alsoMeets };
  });
  const { count, dropped } = bucket.rest;
  if (count > 0) tallies.push({ hits: [], count, dropped: dropped.counts(), alsoMeets: [] });
  return { tallies, places };
}

/** Fields that a client's records told earlier are added to its later ones by its full address. */
const TOLD_OF_CLIENTS = new Set(['user', 'vhost', 'clientName']);

/** One string for each identity of a rule, each snapshot of a table, and each set of signals that its records meet. */
function partKey({ observation: { kind, at }, fields }: Hit, { per, alsoMeets }: HitKeys): string {
  const names = identityFields(fields, per);
  const values = names.map((name) => valueOf(name, fields[name], per));
  if (per.some((name) => TOLD_OF_CLIENTS.has(name))) values.push(String(fields['client'] ?? ''));
  if (kind !== 'log') values.push(at.input, String(fields['snapshot'] ?? ''));
  return [...names, ...values, ...alsoMeets].join('\u0000');
}

function valueOf(name: string, value: FieldValue | undefined, per: readonly string[]): string {
  if (value === undefined) return '';
  return per.length > 0 ? String(value) : identityValue(name, value);
}

function makeRoom(bucket: Bucket): void {
  if (bucket.kept <= MOST_HITS) return;
  if (bucket.parts.size > MOST_HITS) forgetOldest(bucket);
  const parts = [...bucket.parts.values()];
  const share = equalShare(parts.map(({ entries }) => entries.length));
  for (const part of parts) {
    if (part.entries.length <= share) continue;
    part.entries.sort((a, b) => byEventTime(a.hit.observation, b.hit.observation));
    countDropped(part.dropped, part.entries.splice(0, part.entries.length - share));
  }
  bucket.kept = parts.reduce((sum, { entries }) => sum + entries.length, 0);
}

/** More identities than hits that are kept: those that were quiet for longest are only counted. */
function forgetOldest({ parts, rest }: Bucket): void {
  const oldestFirst = [...parts]
    .map((entry) => ({ entry, last: newestOf(entry[1]) }))
    .toSorted((a, b) => byEventTime(a.last, b.last));
  for (const { entry } of oldestFirst.slice(0, parts.size - MOST_HITS)) {
    const [key, { entries, count, dropped }] = entry;
    countDropped(rest.dropped, entries);
    rest.dropped.join(dropped.counts());
    rest.count += count;
    parts.delete(key);
  }
}

function newestOf({ entries }: Part): Observation {
  return entries.map(({ hit }) => hit.observation).reduce((a, b) => (byEventTime(a, b) < 0 ? b : a));
}

function countDropped(dropped: DroppedCounts, entries: readonly Entry[]): void {
  for (const { hit } of entries) {
    if (hit.observation.atMs !== undefined) dropped.add(hit.observation.atMs);
  }
}

/** The most that each may keep, when those that have less keep it all and the sum stays in bounds. */
function equalShare(lengths: readonly number[]): number {
  let room = MOST_HITS;
  const ascending = lengths.toSorted((a, b) => a - b);
  for (const [i, length] of ascending.entries()) {
    const share = Math.floor(room / (ascending.length - i));
    if (length > share) return share;
    room -= length;
  }
  return Infinity;
}
