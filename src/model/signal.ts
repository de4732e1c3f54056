import type { SourceCount } from './evidence-source.ts';
import type { FieldValue } from './fields.ts';
import type { Observation } from './observation.ts';

/** One observation that met a signal's conditions, with what its patterns captured added to its fields. */
export interface Hit {
  observation: Observation;
  fields: Record<string, FieldValue>;
}

/** A named condition that holds: what was counted, for how many keys, between which event times. */
export interface Signal {
  name: string;
  says: string;
  confidence: number;
  count: number;
  /** Keys for which it holds, most frequent first; one empty key when the rule keeps none apart. */
  keys: readonly string[];
  /** Whether each hit is evidence by itself, so that hits may be given to the identities they are about. */
  isDivisible: boolean;
  /** Most telling first. */
  hits: readonly Hit[];
  firstMs?: number;
  lastMs?: number;
  /** Between which event times lies what `count` counts, where only the busiest window counts. */
  countedMs?: { firstMs: number; lastMs: number };
  /** Shortest and longest time from the first step to the last, where the signal has steps. */
  gapMs?: { least: number; most: number };
  /** What was counted, key by key; left out where every hit is in `hits`. */
  groups?: readonly HitGroup[];
  /** It rests on how its records read, not on a message that is known. */
  isLikeness?: boolean;
  /** It tells how trouble came, not that there is any. */
  isCircumstance?: boolean;
  /** Not every record was searched, so how often it came at which time is not known. */
  isSampled?: boolean;
}

/** How many hits came between two event times (epoch milliseconds), the first and the last of them. */
export interface TimedCount {
  fromMs: number;
  toMs: number;
  count: number;
}

/** Hits about one identity: all are counted, the newest are kept. */
export interface Tally {
  /** The hits that were kept, as they came. */
  hits: readonly Hit[];
  count: number;
  /** When the dropped hits that have a time came. */
  dropped: readonly TimedCount[];
  /** Whose records all of them are, the dropped ones too; absent where `hits` are all that count. */
  sources?: readonly SourceCount[];
  /** Other signals of the runbook that the same records meet. */
  alsoMeets: readonly string[];
}

/** The hits of one key of a rule's `per`, and how many of them count. */
export interface HitGroup {
  key: string;
  count: number;
  tallies: readonly Tally[];
  /** How sure this one makes us by itself. */
  confidence: number;
  /** Of sockets, which each snapshot shows again, `tallies` are those of the fullest: how many the others show, and when. */
  looks?: readonly TimedCount[];
}

/** When hits came: each that was kept by itself, the dropped ones by the time they were counted in. */
export function timedCounts({ hits, dropped }: Pick<Tally, 'hits' | 'dropped'>): TimedCount[] {
  const kept = hits.flatMap(({ observation: { atMs } }) =>
    atMs === undefined ? [] : [{ fromMs: atMs, toMs: atMs, count: 1 }],
  );
  return [...kept, ...dropped];
}

/**
 * The same in the order in which they ended. A tally never changes, and most of those of a triage are those of the one before, so it
 * is worked out once for each.
 */
export function talliedCounts(tally: Tally): readonly TimedCount[] {
  return timesOf(tally).counts;
}

interface Times {
  counts: readonly TimedCount[];
  /** Infinity and -Infinity where nothing has a time. */
  firstMs: number;
  lastMs: number;
}

const timed = new WeakMap<Tally, Times>();

function timesOf(tally: Tally): Times {
  const known = timed.get(tally);
  if (known) return known;
  const counts = timedCounts(tally).toSorted((a, b) => a.toMs - b.toMs || a.fromMs - b.fromMs);
  const firstMs = counts.reduce((first, { fromMs }) => Math.min(first, fromMs), Infinity);
  const times = { counts, firstMs, lastMs: counts.at(-1)?.toMs ?? -Infinity };
  timed.set(tally, times);
  return times;
}

/** The first and last event time of what a signal counted; empty when nothing has a time. */
export function extent({ hits, groups }: Pick<Signal, 'hits' | 'groups'>): {
  firstMs?: number;
  lastMs?: number;
} {
  let [firstMs, lastMs] = [Infinity, -Infinity];
  const add = (fromMs: number, toMs: number): void => {
    firstMs = Math.min(firstMs, fromMs);
    lastMs = Math.max(lastMs, toMs);
  };
  if (!groups)
    for (const { observation } of hits)
      if (observation.atMs !== undefined) add(observation.atMs, observation.atMs);
  for (const { tallies, looks = [] } of groups ?? []) {
    for (const tally of tallies) {
      const own = timesOf(tally);
      add(own.firstMs, own.lastMs);
    }
    for (const { fromMs, toMs } of looks) add(fromMs, toMs);
  }
  return firstMs === Infinity ? {} : { firstMs, lastMs };
}

/** The event time of the last hit. */
export function lastHitMs(counts: readonly TimedCount[]): number | undefined {
  return counts.length === 0 ? undefined : counts.reduce((last, { toMs }) => Math.max(last, toMs), -Infinity);
}
