import type { FieldValue } from '../../model/fields.ts';
import type { Observation } from '../../model/observation.ts';
import { climbsOf, type Moment } from './climbs.ts';
import { derivedObservation } from './derived-observation.ts';
import { growthFields } from './growth/growth-fields.ts';
import { LEAST_MOMENTS } from './growth/judge-growth.ts';
import { momentsOf } from './growth/moments.ts';
import type { SocketGroup } from './growth/socket-groups.ts';
import { type SocketGrowth, socketGrowth } from './growth/socket-growth.ts';
import { snapshotSeries } from './snapshot-series.ts';
import { countByState, distinctSockets, OWNER_FIELDS, type Snapshot } from './snapshots.ts';
import { textField } from './socket-end.ts';
import { isSubsiding } from './subsiding.ts';
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

/** Whose sessions of a database were counted, and how old the oldest is. */
function sessionOwner({ fields }: Observation): Record<string, FieldValue | undefined> {
  return Object.fromEntries([...OWNER_FIELDS, 'age'].map((field) => [field, fields[field]]));
}

/** The number in each snapshot with its time, where that is known of all of them. */
function timed(series: readonly Snapshot[], counts: readonly number[]): Moment[] {
  const moments = momentsOf(series);
  return counts.map((value, i) => ({ atMs: moments?.[i], value }));
}

/** A number that falls in a quarter of the snapshots goes up and down: what it counts comes and goes. */
const WAVERS = 1 / 4;

function isWavering(
  counts: readonly number[],
  series: readonly Snapshot[],
  states: readonly ReadonlyMap<string, number>[],
): boolean {
  const isRestarted = series.some(({ observations: [row] }) => row?.fields['restarted'] === true);
  const load = states.map((one) => one.get('ESTABLISHED') ?? 0);
  if (!isRestarted && isSubsiding(counts, load)) return true;
  if (counts.length < LEAST_MOMENTS) return false;
  const falls = counts.filter((count, i) => count < (counts[i - 1] ?? count)).length;
  return falls >= (counts.length - 1) * WAVERS;
}

function named({ state, process, pid, end }: SocketGroup): string {
  const whose = process === '' ? '' : ` of ${process}${pid === '' ? '' : ` (pid ${pid})`}`;
  return `${state}${whose}${end === '' ? '' : ` to ${end}`}`;
}

/** What a judgement of many snapshots adds: its growth, whose it is, and the limit ahead. Of few there is none. */
function judged(
  grown: SocketGrowth | undefined,
  moments: readonly Moment[],
): Record<string, FieldValue | undefined> {
  const lastMs = moments.at(-1)?.atMs;
  if (grown === undefined || lastMs === undefined) return {};
  const { growth, group } = grown;
  const owner = { peer: group.end, process: group.process, pid: group.pid };
  return {
    ...growthFields(named(group), growth, lastMs, grown),
    ...(growth.shape === 'leak' ? { growing: true, ...owner } : { growing: false }),
  };
}

function trendOf(
  series: readonly Snapshot[],
  states: readonly ReadonlyMap<string, number>[],
  state: string,
  grown: SocketGrowth | undefined,
): Observation | undefined {
  const [first] = series;
  const last = series.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const counts = states.map((one) => one.get(state) ?? 0);
  const rowsFirst = inState(first, state);
  const rowsLast = inState(last, state);
  const before = new Set(rowsFirst.map(socketKey));
  const fresh = rowsLast.filter((row) => !before.has(socketKey(row)));
  const grownRows = fresh.length > 0 ? fresh : rowsLast;
  const seenLast = series.findLast((_, at) => (counts[at] ?? 0) > 0);
  const stand =
    grownRows[0] ?? rowsLast[0] ?? (seenLast && inState(seenLast, state)[0]) ?? last.observations[0];
  if (stand === undefined) return undefined;
  const isDated = first.atMs !== undefined && last.atMs !== undefined;
  const moments = timed(series, counts);
  const kept = first.kind === 'connection' ? rowsLast.length - fresh.length : undefined;
  return derivedObservation('trend', stand, {
    state,
    first: counts[0],
    last: counts.at(-1),
    snapshots: series.length,
    growing: isGrowing(counts),
    kept,
    overSec: isDated ? ((last.atMs ?? 0) - (first.atMs ?? 0)) / 1000 : undefined,
    ...(first.kind === 'connection' ? owners(grownRows) : sessionOwner(stand)),
    ...judged(grown, moments),
    ...(climbsOf(moments) ??
      (!kept && grown?.growth.shape !== 'leak' && isWavering(counts, series, states)
        ? { wavering: true }
        : {})),
  });
}

/**
 * Derives, for each machine with two or more snapshots by one tool, how the number of sockets in each state changed: one `trend`
 * per state. Snapshots are ordered by their time when all have one, else by the order given. A trend cites a row of the last one
 * that had any in its state, so that it is told of the time until then.
 */
export function trends({ snapshots, others }: Pick<TableRows, 'snapshots' | 'others'>): Observation[] {
  const found: Observation[] = [];
  for (const series of snapshotSeries(snapshots)) {
    if (series.length < 2) continue;
    const states = series.map(countByState);
    const grown = socketGrowth(series, others);
    for (const state of new Set(states.flatMap((one) => [...one.keys()]))) {
      const trend = trendOf(series, states, state, grown.get(state));
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
