import type { Observation } from '../../model/observation.ts';
import { MOST_POINTS, type Series, type SeriesPoint } from '../../model/series.ts';
import { ownAddresses, snapshotSeries } from './snapshot-series.ts';
import { countByState, type Snapshot, snapshotsOf } from './snapshots.ts';
import { textField } from './socket-end.ts';

/** What a healthy machine has many of: that their number changes says nothing. */
const ORDINARY_STATES = new Set(['ESTABLISHED', 'LISTEN', '']);

/**
 * Gives each row of a socket table, each count by state and each row of a queue listing the level it is part of: how many
 * sockets were in its state (messages in its queue) in each snapshot of that machine. Rows of a number with fewer than three
 * snapshots in event time, or that never changed, come back as they are.
 */
export function withLevels(rows: readonly Observation[]): readonly Observation[] {
  const levels = new Map<Observation, Series>();
  noteSockets(rows, levels);
  noteQueues(rows, levels);
  if (levels.size === 0) return rows;
  return rows.map((row) => {
    const level = levels.get(row);
    // The level first: a property added to a copy makes all later reads of the rows twice as slow.
    return level ? { level, ...row } : row;
  });
}

function noteSockets(rows: readonly Observation[], levels: Map<Observation, Series>): void {
  const cut = cutInputs(rows);
  const snapshots = snapshotsOf(rows).filter(
    ({ atMs, input, source }) => atMs !== undefined && source !== 'rows' && !cut.has(input),
  );
  for (const chain of snapshotSeries(snapshots)) {
    const counts = chain.map((snapshot) => ({ atMs: snapshot.atMs ?? 0, byState: countByState(snapshot) }));
    for (const state of new Set(counts.flatMap(({ byState }) => [...byState.keys()]))) {
      if (ORDINARY_STATES.has(state)) continue;
      const points = counts.map(({ atMs, byState }) => ({ atMs, value: byState.get(state) ?? 0 }));
      const counted = chain[0]?.source === 'sessions' ? 'sessions' : 'sockets';
      const level = levelOf(`${state} ${counted}`, machineOf(chain), points);
      if (level) for (const row of rowsIn(chain, state)) levels.set(row, level);
    }
  }
}

function rowsIn(chain: readonly Snapshot[], state: string): Observation[] {
  return chain.flatMap(({ observations }) => observations.filter((row) => textField(row, 'state') === state));
}

/** The name the tool gave, or the one address that every snapshot shows as the machine's own. */
function machineOf(chain: readonly Snapshot[]): string | undefined {
  const [first] = chain;
  if (first === undefined || first.host !== '') return first?.host;
  const own = new Set(chain.flatMap((snapshot) => [...ownAddresses(snapshot)]));
  const [only] = own;
  return own.size === 1 ? only : undefined;
}

/** Inputs with dropped rows: a truncated table would show fewer sockets than there were. */
export function cutInputs(rows: readonly Observation[]): ReadonlySet<string> {
  const totals = rows.filter((row) => row.kind === 'state-count' && textField(row, 'source') === 'rows');
  if (totals.length === 0) return new Set();
  const kept = new Map<string, number>();
  for (const row of rows) {
    if (row.kind !== 'connection') continue;
    const key = `${row.at.input} ${textField(row, 'state')}`;
    kept.set(key, (kept.get(key) ?? 0) + 1);
  }
  const cut = totals.filter((row) => {
    const state = textField(row, 'state');
    return (kept.get(`${row.at.input} ${state}`) ?? 0) < Number(row.fields['count']);
  });
  return new Set(cut.map(({ at }) => at.input));
}

function noteQueues(rows: readonly Observation[], levels: Map<Observation, Series>): void {
  const queues = new Map<string, Observation[]>();
  for (const row of rows) {
    if (row.kind !== 'queue' || row.atMs === undefined || typeof row.fields['messages'] !== 'number')
      continue;
    const key = `${textField(row, 'vhost')}\u0000${textField(row, 'queue')}`;
    const listed = queues.get(key);
    if (listed) listed.push(row);
    else queues.set(key, [row]);
  }
  for (const listed of queues.values()) {
    const points = listed.map(({ atMs, fields }) => ({ atMs: atMs ?? 0, value: Number(fields['messages']) }));
    const name = listed[0] && textField(listed[0], 'queue');
    const level = levelOf('messages in the queue', name, points);
    if (level) for (const row of listed) levels.set(row, level);
  }
}

/** Two samples are a difference, which a sentence says as well as a chart. */
const LEAST_POINTS = 3;

/**
 * Makes a level of numbers seen at moments, in whatever order they come: of several at one moment the highest counts. Undefined
 * when there are less than three moments, or all numbers are equal. Longer ones are thinned out to their peaks.
 */
function levelOf(name: string, of: string | undefined, seen: readonly SeriesPoint[]): Series | undefined {
  const byTime = new Map<number, number>();
  for (const { atMs, value } of seen) byTime.set(atMs, Math.max(value, byTime.get(atMs) ?? value));
  if (byTime.size < LEAST_POINTS || new Set(byTime.values()).size < 2) return undefined;
  const points = [...byTime].map(([atMs, value]) => ({ atMs, value })).toSorted((a, b) => a.atMs - b.atMs);
  return { kind: 'level', name, ...(of ? { of } : {}), points: thinned(points) };
}

/** The highest of each of at most 240 runs of points, the first and the last point as they are. */
function thinned(points: readonly SeriesPoint[]): SeriesPoint[] {
  if (points.length <= MOST_POINTS) return [...points];
  const inner = points.slice(1, -1);
  const size = Math.ceil(inner.length / (MOST_POINTS - 2));
  const kept: SeriesPoint[] = [];
  for (let from = 0; from < inner.length; from += size)
    kept.push(inner.slice(from, from + size).reduce((a, b) => (b.value > a.value ? b : a)));
  return [...points.slice(0, 1), ...kept, ...points.slice(-1)];
}
