import type { ObservationKind } from '../model/fields.ts';
import type { Observation } from '../model/observation.ts';
import type { Occurrence } from '../model/occurrence.ts';
import { type Signal, type Tally, type TimedCount, talliedCounts, timedCounts } from '../model/signal.ts';
import { countedNoun } from './counted-noun.ts';

/**
 * What signals rest on, by event time. Records are counted, each once, also where several signals rest on it or it was dropped since.
 * Where there are none, it is what each look at a machine's tables shows of the same sockets.
 */
export function occurrenceHits(
  signals: readonly Signal[],
): Pick<Occurrence, 'hits' | 'areLooks' | 'countOf'> {
  const records = signals.filter(({ hits: [first] }) => !first || first.observation.kind === 'log');
  const ofRecords = recordHits(records);
  if (ofRecords.length > 0) return { hits: ofRecords, countOf: 'log record' };
  const hits = looks(signals);
  return hits.length > 0 ? { hits, areLooks: true, countOf: nounOf(signals[0]) } : { hits };
}

/** What a look counts: sockets also where one row sums them up. */
function nounOf(signal: Signal | undefined): string {
  const kind = signal?.hits[0]?.observation.kind;
  if (!signal || !kind || SUMS_OF_SOCKETS.has(kind)) return 'socket';
  return countedNoun(signal) ?? 'reading';
}

const SUMS_OF_SOCKETS = new Set<ObservationKind>(['state-count', 'state-total', 'trend']);

function recordHits(signals: readonly Signal[]): TimedCount[] {
  const seen = new Set<Observation>();
  const earlier = new Set<string>();
  const found: (readonly TimedCount[])[] = [];
  for (const signal of signals) {
    for (const tally of talliesOf(signal)) {
      const isCounted = tally.alsoMeets.some((name) => earlier.has(name));
      found.push(
        isCounted || !areNew(tally.hits, seen) ? restOf(tally, isCounted, seen) : talliedCounts(tally),
      );
      for (const { observation } of tally.hits) seen.add(observation);
    }
    earlier.add(signal.name);
  }
  return found.flat().toSorted((a, b) => a.fromMs - b.fromMs || a.toMs - b.toMs);
}

function areNew(hits: Tally['hits'], seen: ReadonlySet<Observation>): boolean {
  return hits.every(({ observation }) => !seen.has(observation));
}

/** What of a tally was not counted before. */
function restOf({ hits, dropped }: Tally, isCounted: boolean, seen: ReadonlySet<Observation>): TimedCount[] {
  const fresh = hits.filter(({ observation }) => !seen.has(observation));
  return timedCounts({ hits: fresh, dropped: isCounted ? [] : dropped });
}

/** How many sockets each look shows: the same ones whatever the signal, so that of each look the signal with most counts. */
function looks(signals: readonly Signal[]): TimedCount[] {
  const most = new Map<number, number>();
  for (const signal of signals) {
    const own = new Map<number, number>();
    for (const { toMs, count } of shownBy(signal)) own.set(toMs, (own.get(toMs) ?? 0) + count);
    for (const [atMs, count] of own) most.set(atMs, Math.max(most.get(atMs) ?? 0, count));
  }
  return [...most]
    .map(([atMs, count]) => ({ fromMs: atMs, toMs: atMs, count }))
    .toSorted((a, b) => a.fromMs - b.fromMs);
}

function shownBy(signal: Signal): TimedCount[] {
  const others = signal.groups?.flatMap((group) => group.looks ?? []) ?? [];
  return [...talliesOf(signal).flatMap(timedCounts), ...others];
}

function talliesOf({ groups, hits, count }: Signal): readonly Tally[] {
  if (!groups || (groups.length === 0 && hits.length > 0))
    return [{ hits, count, dropped: [], alsoMeets: [] }];
  return groups.flatMap(({ tallies }) => tallies);
}
