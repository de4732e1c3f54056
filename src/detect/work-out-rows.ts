import { group } from 'd3-array';
import type { Failures } from '../failures.ts';
import type { Observation } from '../model/observation.ts';
import { type Bucket, joinBuckets } from './bucket.ts';
import { collectRows } from './collector.ts';
import type { CompiledSignal } from './compile-signals.ts';
import { compareEnds } from './derive/compare-ends.ts';
import { connectionHistories, otherEnds } from './derive/connection-history.ts';
import { idleLimits } from './derive/idle-limits.ts';
import { withLevels } from './derive/levels.ts';
import { socketTables } from './derive/machine-tables.ts';
import { stateTotals } from './derive/state-totals.ts';
import { trends } from './derive/trend.ts';
import { twoEnds } from './derive/two-ends.ts';
import { usages } from './derive/usages.ts';
import { areSame, type OfMachine, type OfRows, type RowBucket, type WorkedOut } from './worked-out.ts';

/**
 * Derives what no single row says, and collects all rows under the signals that accept them. Machines are worked out one by one, so
 * that a table of one of them costs nothing for what is kept of the others.
 */
export function workOutRows(
  all: readonly Observation[],
  compiled: readonly CompiledSignal[],
  failures: Failures,
  earlier: WorkedOut,
): OfRows {
  if (earlier.rows?.compiled === compiled && areSame(earlier.rows.rows, all)) return earlier.rows;
  const before = failures.count();
  const known = earlier.rows?.compiled === compiled ? earlier.rows.machines : [];
  const machines = byMachine(all).map(
    (rows) => known.find((one) => areSame(one.given, rows)) ?? workOutMachine(rows, compiled, failures),
  );
  const tables = machines.flatMap((one) => one.tables);
  const ends = failures.contain('tables of two ends', () => twoEnds(tables, all)) ?? [];
  const unmatched = failures.contain('comparison of ends', () => compareEnds(ends)) ?? [];
  const otherEnd = failures.contain('ends of connections', () => otherEnds(ends, unmatched)) ?? new Map();
  const histories = machines.flatMap(
    ({ rows }) =>
      failures.contain('histories of connections', () => connectionHistories(rows, otherEnd)) ?? [],
  );
  const rows = machines.flatMap((one) => one.rows);
  const others = [
    ...(failures.contain('idle limits', () => idleLimits(rows)) ?? []),
    ...(failures.contain('usages', () => usages(rows)) ?? []),
  ];
  const parts = [
    ...machines.map((one) => one.buckets),
    collected([...unmatched, ...histories, ...others], compiled, failures),
  ];
  const totals = machines.flatMap((one) => one.totals);
  const ofRows = { compiled, rows: all, machines, buckets: joined(parts, earlier.rows?.buckets), totals };
  // What failed is to fail, and to be told, each time.
  if (failures.count() === before) earlier.rows = ofRows;
  return ofRows;
}

/** The rows of each machine; of all together where somebody did not name theirs: they may be of any. */
function byMachine(all: readonly Observation[]): readonly (readonly Observation[])[] {
  if (all.some(({ machine }) => machine === undefined)) return [all];
  return [...group(all, ({ machine }) => machine).values()];
}

function workOutMachine(
  given: readonly Observation[],
  compiled: readonly CompiledSignal[],
  failures: Failures,
): OfMachine {
  const rows = failures.contain('levels of counts', () => withLevels(given)) ?? given;
  const totals = failures.contain('totals of states', () => stateTotals(rows)) ?? [];
  const tables = failures.contain('tables of machines', () => socketTables(rows)) ?? [];
  const changes = failures.contain('trends', () => trends(rows)) ?? [];
  return {
    given,
    rows,
    totals,
    tables,
    buckets: collected([...rows, ...changes, ...totals], compiled, failures),
  };
}

function collected(
  rows: readonly Observation[],
  compiled: readonly CompiledSignal[],
  failures: Failures,
): ReadonlyMap<string, Bucket> {
  const buckets = new Map<string, Bucket>();
  collectRows(rows, compiled, buckets, failures);
  return buckets;
}

/** What each signal has met on any machine; as it was joined before where it is made of the same. */
function joined(
  parts: readonly ReadonlyMap<string, Bucket>[],
  before: ReadonlyMap<string, RowBucket> | undefined,
): ReadonlyMap<string, RowBucket> {
  const contents = new Map<string, Bucket[]>();
  for (const part of parts) {
    for (const [key, bucket] of part) {
      const content = contents.get(key);
      if (content) content.push(bucket);
      else contents.set(key, [bucket]);
    }
  }
  return new Map(
    [...contents].map(([key, content]) => {
      const known = before?.get(key);
      if (known && areSame(known.content, content)) return [key, known] as const;
      const [only] = content;
      return [key, { content, bucket: only && content.length === 1 ? only : joinBuckets(content) }] as const;
    }),
  );
}
