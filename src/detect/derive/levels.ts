import type { Observation } from '../../model/observation.ts';
import {
  type LevelOf,
  MOST_POINTS,
  type Series,
  type SeriesForecast,
  type SeriesPoint,
} from '../../model/series.ts';
import { inThousands } from './growth/growth-fields.ts';
import { type SocketGrowth, socketGrowth } from './growth/socket-growth.ts';
import { ownAddresses, snapshotSeries } from './snapshot-series.ts';
import { countByState, type Snapshot, snapshotKey } from './snapshots.ts';
import { textField } from './socket-end.ts';
import { othersOf, type TableRows } from './table-rows.ts';

/** What a healthy machine has many of: that their number changes says nothing. */
const ORDINARY_STATES = new Set(['ESTABLISHED', 'LISTEN', '']);

/**
 * Finds of each row of a socket table, each count by state and each row of a queue listing the level it is part of: how many
 * sockets were in its state (messages in its queue) in each snapshot of that machine. A number with fewer than three snapshots in
 * event time, or that never changed, has none. Levels stand beside the rows: a row stays as it is while its level grows.
 */
export function levelsOf(rows: TableRows): LevelOf {
  const levels = new Map<string, Series>();
  noteSockets(rows, levels);
  noteQueues(rows.others, levels);
  const levelOf: LevelOf = (row) => {
    if (row.standsFor) return levelOf(row.standsFor);
    const key = row.kind === 'queue' ? queueKey(row) : stateKey(snapshotKey(row), textField(row, 'state'));
    return key === undefined ? undefined : levels.get(key);
  };
  return levelOf;
}

function noteSockets({ snapshots, inputs, others }: TableRows, levels: Map<string, Series>): void {
  const cut = cutInputs(inputs);
  const whole = snapshots.filter(
    ({ atMs, input, source }) => atMs !== undefined && source !== 'rows' && !cut.has(input),
  );
  for (const chain of snapshotSeries(whole)) {
    const grown = socketGrowth(chain, others);
    const counts = chain.map((snapshot) => ({ atMs: snapshot.atMs ?? 0, byState: countByState(snapshot) }));
    for (const state of new Set(counts.flatMap(({ byState }) => [...byState.keys()]))) {
      const forecast = seriesForecast(grown.get(state), counts.at(-1));
      if (ORDINARY_STATES.has(state) && !forecast) continue;
      const points = counts.map(({ atMs, byState }) => ({ atMs, value: byState.get(state) ?? 0 }));
      const counted = chain[0]?.source === 'sessions' ? 'sessions' : 'sockets';
      const level = seriesOf(`${state} ${counted}`, machineOf(chain), points, forecast);
      if (level) for (const key of chain.flatMap(({ keys }) => keys)) levels.set(stateKey(key, state), level);
    }
  }
}

/** The level of the whole state at the moment at which the growth of its leaking group reaches its limit. */
function seriesForecast(
  grown: SocketGrowth | undefined,
  last: { atMs: number; byState: ReadonlyMap<string, number> } | undefined,
): SeriesForecast | undefined {
  const { group, limit, forecast } = grown ?? {};
  if (!group || !limit || !forecast || !last) return undefined;
  return {
    value: (last.byState.get(group.state) ?? 0) + limit.room,
    limit: `${inThousands(limit.limit)} ${limit.of}`,
    atMs: last.atMs + forecast.inMs,
    fromMs: last.atMs + forecast.fromMs,
    ...(forecast.toMs === Infinity ? {} : { toMs: last.atMs + forecast.toMs }),
  };
}

function stateKey(snapshot: string, state: string): string {
  return `${snapshot}\u0000${state}`;
}

/** The name the tool gave, whose sessions were counted, or the one address that every snapshot shows as the machine's own. */
function machineOf(chain: readonly Snapshot[]): string | undefined {
  const [first] = chain;
  if (first === undefined || first.host !== '') return first?.host;
  if (first.owner !== '') return first.owner.split('\u0000').find(Boolean);
  const own = new Set(chain.flatMap((snapshot) => [...ownAddresses(snapshot)]));
  const [only] = own;
  return own.size === 1 ? only : undefined;
}

/** Inputs with dropped rows: a truncated table would show fewer sockets than there were. `isCut` judges what tells of all rows of a state. */
export function cutInputs(
  inputs: TableRows['inputs'],
  isCut: (total: Observation) => boolean = () => true,
): ReadonlySet<string> {
  const totals = inputs.flatMap(othersOf).filter((row) => isTotal(row) && isCut(row));
  if (totals.length === 0) return new Set();
  const kept = new Map<string, number>();
  for (const row of inputs.flat()) {
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

function isTotal(row: Observation): boolean {
  return row.kind === 'state-count' && textField(row, 'source') === 'rows';
}

function noteQueues(others: readonly Observation[], levels: Map<string, Series>): void {
  const queues = new Map<string, Observation[]>();
  for (const row of others) {
    const key = queueKey(row);
    if (key === undefined) continue;
    const listed = queues.get(key);
    if (listed) listed.push(row);
    else queues.set(key, [row]);
  }
  for (const [key, listed] of queues) {
    const points = listed.map(({ atMs, fields }) => ({ atMs: atMs ?? 0, value: Number(fields['messages']) }));
    const name = listed[0] && textField(listed[0], 'queue');
    const level = seriesOf('messages in the queue', name, points);
    if (level) levels.set(key, level);
  }
}

function queueKey(row: Observation): string | undefined {
  if (row.kind !== 'queue' || row.atMs === undefined || typeof row.fields['messages'] !== 'number')
    return undefined;
  return `queue ${textField(row, 'vhost')}\u0000${textField(row, 'queue')}`;
}

/** Two samples are a difference, which a sentence says as well as a chart. */
const LEAST_POINTS = 3;

/**
 * Makes a level of numbers seen at moments, in whatever order they come: of several at one moment the highest counts. Undefined
 * when there are less than three moments, or all numbers are equal. Longer ones are thinned out to their peaks.
 */
function seriesOf(
  name: string,
  of: string | undefined,
  seen: readonly SeriesPoint[],
  forecast?: SeriesForecast,
): Series | undefined {
  const byTime = new Map<number, number>();
  for (const { atMs, value } of seen) byTime.set(atMs, Math.max(value, byTime.get(atMs) ?? value));
  if (byTime.size < LEAST_POINTS || new Set(byTime.values()).size < 2) return undefined;
  const points = [...byTime].map(([atMs, value]) => ({ atMs, value })).toSorted((a, b) => a.atMs - b.atMs);
  return {
    kind: 'level',
    name,
    ...(of ? { of } : {}),
    points: thinned(points),
    ...(forecast ? { forecast } : {}),
  };
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
