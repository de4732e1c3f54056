import type { ObservedSignal } from '../model/runbook.ts';
import type { Hit, Signal } from '../model/signal.ts';
import type { Bucket } from './bucket.ts';
import { conditionsOf, isDivisible, type Surroundings } from './conditions.ts';
import { type Group, groupHits, showKey } from './group-hits.ts';
import { compileComparison } from './predicate.ts';
import { timesOf } from './windows.ts';

const NONE: Bucket = { total: 0, hits: [] };

/** Tells whether a signal holds on what was collected for it. */
export function evaluateObserved(
  name: string,
  rule: ObservedSignal,
  bucket: Bucket = NONE,
  surroundings: Omit<Surroundings, 'total'>,
): Signal | undefined {
  if (bucket.total === 0)
    return compileComparison(rule.count ?? '>= 1')(0) ? signalOf(name, rule, 0, []) : undefined;
  const around = { ...surroundings, total: bucket.total };
  const conditions = conditionsOf(rule);
  const hits = conditions.reduce(
    (left, { select }) => select?.(left, around) ?? left,
    bucket.hits as readonly Hit[],
  );
  const groups = groupsOf(rule, hits)
    .map((group) => ({ ...group, count: countOf(conditions, group, bucket) }))
    .filter((group) => conditions.every(({ holds }) => holds?.(group, around) ?? true))
    .toSorted((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1));
  if (groups.length === 0) return undefined;
  const count = groups.reduce((sum, group) => sum + group.count, 0);
  return signalOf(name, rule, count, groups, bucket);
}

/** Rows of several snapshots are the same sockets seen again: of each key only its fullest snapshot counts. */
function groupsOf(rule: ObservedSignal, hits: readonly Hit[]): Group[] {
  const groups = groupHits(hits, rule.per ?? []);
  if (rule.on !== 'connection') return groups;
  return groups.map(({ key, hits: members }) => ({
    key,
    hits: groupHits(members, ['snapshot']).reduce((a, b) => (b.hits.length > a.hits.length ? b : a)).hits,
  }));
}

function countOf(conditions: ReturnType<typeof conditionsOf>, group: Group, bucket: Bucket): number {
  const counting = conditions.find(({ count }) => count);
  if (counting?.count) return counting.count(group.hits);
  return group.hits.length === bucket.hits.length ? bucket.total : group.hits.length;
}

function signalOf(
  name: string,
  rule: ObservedSignal,
  count: number,
  groups: readonly Group[],
  bucket: Bucket = NONE,
): Signal {
  const hits = groups.flatMap((group) => group.hits);
  const whole = hits.length === bucket.hits.length;
  const times = whole ? [] : timesOf(hits);
  const firstMs = whole ? bucket.firstMs : times[0];
  const lastMs = whole ? bucket.lastMs : times.at(-1);
  return {
    name,
    says: rule.says,
    confidence: rule.confidence,
    count,
    keys: groups.map(({ key }) => showKey(key)),
    isDivisible: isDivisible(rule),
    hits,
    ...(firstMs === undefined ? {} : { firstMs }),
    ...(lastMs === undefined ? {} : { lastMs }),
    ...droppedHits(bucket),
  };
}

function droppedHits({ total, hits, perMinute, sampled }: Bucket): Pick<Signal, 'dropped'> {
  if (sampled) return { dropped: { kept: hits.length } };
  return total > hits.length ? { dropped: { kept: hits.length, perMinute: perMinute ?? new Map() } } : {};
}
