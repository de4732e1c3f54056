import type { Observation } from '../../../model/observation.ts';
import type { SeriesPoint } from '../../../model/series.ts';
import { rememberLast } from '../../../remember-last.ts';
import { countByState, type Snapshot } from '../snapshots.ts';
import { type Forecast, forecastOf } from './forecast.ts';
import { type Growth, judgeGrowth, LEAST_MOMENTS } from './judge-growth.ts';
import { type Limit, nearestLimit } from './limits.ts';
import { momentsOf } from './moments.ts';
import { type SocketGroup, socketGroups } from './socket-groups.ts';

/** How the sockets of a state grew, with the group that carries the growth. */
export interface SocketGrowth {
  growth: Growth;
  group: SocketGroup;
  /** The limit that a leak reaches first, of those that the evidence tells, and when. */
  limit?: Limit;
  forecast?: Forecast;
}

/** Fewer sockets than these need no judgement, and more groups than these no machine's leak has. */
const LEAST_SOCKETS = 5;
const MOST_GROUPS = 20;
/** A group carries the growth of all where it grows by this part of it. */
const CARRIES = 0.6;

/**
 * Judges how the sockets of each state grew over a series of snapshots, by itself and beside the connections in use. Empty for fewer than
 * eight snapshots, or where their times are not known.
 */
export function socketGrowth(
  series: readonly Snapshot[],
  others: readonly Observation[],
): ReadonlyMap<string, SocketGrowth> {
  const last = series.at(-1);
  if (last === undefined || series.length < LEAST_MOMENTS) return new Map();
  return judged.get(last, [...series, others], () => judgeStates(series, last, others));
}

const judged = rememberLast<Snapshot, ReadonlyMap<string, SocketGrowth>>();

function judgeStates(
  series: readonly Snapshot[],
  last: Snapshot,
  others: readonly Observation[],
): ReadonlyMap<string, SocketGrowth> {
  const found = new Map<string, SocketGrowth>();
  const moments = momentsOf(series);
  if (moments === undefined) return found;
  const load = series.map((one) => countByState(one).get('ESTABLISHED') ?? 0);
  for (const [state, keys] of candidates(series, last)) {
    const grown = keys.flatMap((key) => {
      const group = socketGroups(last).get(key);
      const points = moments.map((atMs, i) => ({ atMs, value: countOf(series[i], key) }));
      const growth = judgeGrowth(inOrder(points), state === 'ESTABLISHED' ? undefined : load);
      return group && growth ? [{ group, growth }] : [];
    });
    const telling = mostTelling(grown);
    if (telling) found.set(state, { ...telling, ...limited(telling, last, others) });
  }
  return found;
}

function countOf(snapshot: Snapshot | undefined, key: string): number {
  return (snapshot && socketGroups(snapshot).get(key)?.count) ?? 0;
}

function inOrder(points: readonly SeriesPoint[]): SeriesPoint[] {
  return points.filter(({ atMs }, i) => i === 0 || atMs > (points[i - 1]?.atMs ?? 0));
}

/** The groups of the last snapshot that have grown since the first, by state: those that grew most, and the state as a whole. */
function candidates(series: readonly Snapshot[], last: Snapshot): Map<string, string[]> {
  const first = series[0];
  const grown = [...socketGroups(last)]
    .filter(([, { count, process, end }]) => count >= LEAST_SOCKETS || (process === '' && end === ''))
    .map(([key, group]) => ({ key, group, by: group.count - countOf(first, key) }))
    .toSorted((a, b) => b.by - a.by);
  const byState = new Map<string, string[]>();
  for (const { key, group } of grown) {
    const keys = byState.get(group.state) ?? [];
    const isWhole = group.process === '' && group.end === '';
    if (isWhole || keys.length < MOST_GROUPS) byState.set(group.state, [...keys, key]);
  }
  return byState;
}

interface Judged {
  group: SocketGroup;
  growth: Growth;
}

/**
 * The narrowest group that leaks as fast as the fastest, nearly; where none leaks, the narrowest that rose to a level by as much as the
 * state as a whole; with no such group that of the state is reported.
 */
function mostTelling(grown: readonly Judged[]): Judged | undefined {
  const leaks = grown.filter(({ growth }) => growth.shape === 'leak');
  if (leaks.length > 0) return narrowest(leaks, ({ rate }) => rate);
  const whole = grown.find(({ group }) => width(group) === 0);
  const shape = whole?.growth.shape;
  if (shape !== 'step' && shape !== 'plateau') return whole;
  return narrowest(
    grown.filter(({ growth }) => growth.shape === shape),
    ({ level, before }) => Math.abs(level - before),
  );
}

function narrowest(grown: readonly Judged[], by: (growth: Growth) => number): Judged | undefined {
  const most = Math.max(...grown.map(({ growth }) => by(growth)));
  return grown
    .filter(({ growth }) => by(growth) >= CARRIES * most)
    .reduce((a, b) => (width(b.group) > width(a.group) ? b : a));
}

/** How much is said of whose sockets they are. */
function width({ process, end }: SocketGroup): number {
  return (process === '' ? 0 : 1) + (end === '' ? 0 : 1);
}

function limited(
  { group, growth }: Judged,
  last: Snapshot,
  others: readonly Observation[],
): Pick<SocketGrowth, 'limit' | 'forecast'> {
  const limit = nearestLimit(group, last, others);
  const forecast = limit && forecastOf(growth, limit.room);
  return limit ? { limit, ...(forecast ? { forecast } : {}) } : {};
}
