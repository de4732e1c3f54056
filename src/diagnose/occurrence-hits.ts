import type { Observation } from '../model/observation.ts';
import { type Signal, type Tally, type TimedCount, timedCounts } from '../model/signal.ts';

/**
 * The records that signals rest on, by event time. Several signals may rest on one record: it counts once, also when it was
 * dropped since. Rows of tables are the same sockets seen again: of them only the signal with most rows counts.
 */
export function occurrenceHits(signals: readonly Signal[]): TimedCount[] {
  const records = signals.filter(({ hits: [first] }) => !first || first.observation.kind === 'log');
  const counted = records.some((signal) => countsOf(signal).length > 0) ? records : mostRows(signals);
  const seen = new Set<Observation>();
  const earlier = new Set<string>();
  const found: TimedCount[] = [];
  for (const signal of counted) {
    for (const tally of talliesOf(signal)) {
      const hits = tally.hits.filter(({ observation }) => !seen.has(observation));
      for (const { observation } of hits) seen.add(observation);
      const isCounted = tally.alsoMeets.some((name) => earlier.has(name));
      found.push(...timedCounts({ hits, dropped: isCounted ? [] : tally.dropped }));
    }
    earlier.add(signal.name);
  }
  return found.toSorted((a, b) => a.fromMs - b.fromMs || a.toMs - b.toMs);
}

function mostRows(signals: readonly Signal[]): Signal[] {
  const [most] = signals
    .map((signal) => ({ signal, rows: countsOf(signal).reduce((sum, { count }) => sum + count, 0) }))
    .filter(({ rows }) => rows > 0)
    .toSorted((x, y) => y.rows - x.rows);
  return most ? [most.signal] : [];
}

function countsOf(signal: Signal): TimedCount[] {
  return talliesOf(signal).flatMap(timedCounts);
}

function talliesOf({ groups, hits, count }: Signal): readonly Tally[] {
  if (!groups || (groups.length === 0 && hits.length > 0))
    return [{ hits, count, dropped: [], alsoMeets: [] }];
  return groups.flatMap(({ tallies }) => tallies);
}
