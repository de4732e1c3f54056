import type { Observation } from '../../model/observation.ts';
import { climbsOf, type Moment } from './climbs.ts';
import { derivedObservation } from './derived-observation.ts';
import { snapshotSeries } from './snapshot-series.ts';
import { countByState, distinctSockets, type Snapshot } from './snapshots.ts';
import { textField } from './socket-end.ts';
import type { TableRows } from './table-rows.ts';

function socketKey(row: Observation): string {
  return `${textField(row, 'local')} ${textField(row, 'peer')}`;
}

function inState(snapshot: Snapshot, state: string): Observation[] {
  return distinctSockets(snapshot).filter((one) => textField(one, 'state') === state);
}

function isGrowing(counts: readonly number[]): boolean {
  const falls = counts.some((count, at) => at > 0 && count < (counts[at - 1] ?? 0));
  return !falls && (counts.at(-1) ?? 0) > (counts[0] ?? 0);
}

/** Whose sockets they are: the most frequent peer (its address alone when every port differs), program and process. */
function owners(rows: readonly Observation[]): {
  peer?: string | undefined;
  process?: string | undefined;
  pid?: string | undefined;
} {
  const names = (field: string): string[] =>
    rows.map((row) => textField(row, field)).filter((name) => name !== '');
  const peer = mostFrequent(names('peer'));
  const address = mostFrequent(names('peerAddress'));
  const process = mostFrequent(names('process'));
  const pid = mostFrequent(names('pid'));
  return {
    peer: (peer?.times ?? 0) > 1 || rows.length === 1 ? peer?.value : address?.value,
    process: process?.value,
    pid: pid?.value,
  };
}

const DAY_MS = 86_400_000;

/** The number in each snapshot with its time: by the date, else by the clock on the line, which may have passed midnight. */
function momentsOf(series: readonly Snapshot[], counts: readonly number[]): Moment[] {
  let days = 0;
  let before = 0;
  return series.map((snapshot, at) => {
    const clockSec = snapshot.observations[0]?.fields['clockSec'];
    const clockMs = typeof clockSec === 'number' ? clockSec * 1000 : undefined;
    if (clockMs !== undefined && clockMs < before) days += 1;
    before = clockMs ?? before;
    const value = counts[at] ?? 0;
    return { atMs: snapshot.atMs ?? (clockMs === undefined ? undefined : clockMs + days * DAY_MS), value };
  });
}

function trendOf(
  series: readonly Snapshot[],
  states: readonly ReadonlyMap<string, number>[],
  state: string,
): Observation | undefined {
  const [first] = series;
  const last = series.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const counts = states.map((one) => one.get(state) ?? 0);
  const rowsFirst = inState(first, state);
  const rowsLast = inState(last, state);
  const before = new Set(rowsFirst.map(socketKey));
  const fresh = rowsLast.filter((row) => !before.has(socketKey(row)));
  const grown = fresh.length > 0 ? fresh : rowsLast;
  const seenLast = series.findLast((_, at) => (counts[at] ?? 0) > 0);
  const stand = grown[0] ?? rowsLast[0] ?? (seenLast && inState(seenLast, state)[0]) ?? last.observations[0];
  if (stand === undefined) return undefined;
  const timed = first.atMs !== undefined && last.atMs !== undefined;
  return derivedObservation('trend', stand, {
    state,
    first: counts[0],
    last: counts.at(-1),
    snapshots: series.length,
    growing: isGrowing(counts),
    ...climbsOf(momentsOf(series, counts)),
    kept: first.kind === 'connection' ? rowsLast.length - fresh.length : undefined,
    overSec: timed ? ((last.atMs ?? 0) - (first.atMs ?? 0)) / 1000 : undefined,
    ...(first.kind === 'connection' ? owners(grown) : {}),
  });
}

/**
 * Derives, for each machine with two or more snapshots by one tool, how the number of sockets in each state changed: one `trend`
 * per state. Snapshots are ordered by their time when all have one, else by the order given. A trend cites a row of the last one
 * that had any in its state, so that it is told of the time until then.
 */
export function trends({ snapshots }: Pick<TableRows, 'snapshots'>): Observation[] {
  const found: Observation[] = [];
  for (const series of snapshotSeries(snapshots)) {
    if (series.length < 2) continue;
    const states = series.map(countByState);
    for (const state of new Set(states.flatMap((one) => [...one.keys()]))) {
      const trend = trendOf(series, states, state);
      if (trend !== undefined) found.push(trend);
    }
  }
  return found;
}

/** Answers the value that occurs most often, the first of equals, and how many times; undefined for an empty list. */
function mostFrequent(values: readonly string[]): { value: string; times: number } | undefined {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  let best: { value: string; times: number } | undefined;
  for (const [value, times] of counts) {
    if (best === undefined || times > best.times) best = { value, times };
  }
  return best;
}
