import type { ObservedSignal } from '../model/runbook.ts';
import type { Hit, Signal } from '../model/signal.ts';
import type { Bucket } from './bucket.ts';
import { busiestWindow } from './busiest-window.ts';
import { type Group, groupHits, showKey } from './group-hits.ts';
import { compileComparison } from './predicate.ts';

const NONE: Bucket = { total: 0, hits: [] };

/** Tells whether a signal holds on what was collected for it; `totalOf` gives another signal's count, for ratios. */
export function evaluateObserved(
  name: string,
  rule: ObservedSignal,
  bucket: Bucket = NONE,
  totalOf: (signal: string) => number,
): Signal | undefined {
  const enough = compileComparison(rule.count ?? '>= 1');
  if (bucket.total === 0) return enough(0) ? signalOf(name, rule, 0, []) : undefined;
  const groups = groupsOf(rule, bucket.hits)
    .map((group) => ({ ...group, count: countOf(rule, group, bucket) }))
    .filter(({ count, hits }) => enough(count) && distinctEnough(rule, hits))
    .toSorted((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1));
  if (groups.length === 0 || !ratioHolds(rule, bucket, totalOf)) return undefined;
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

function countOf(rule: ObservedSignal, group: Group, bucket: Bucket): number {
  if (rule.withinMs !== undefined) return busiestWindow(group.hits, rule.withinMs);
  return group.hits.length === bucket.hits.length ? bucket.total : group.hits.length;
}

function distinctEnough(rule: ObservedSignal, hits: readonly Hit[]): boolean {
  if (!rule.distinct) return true;
  const { field, is } = rule.distinct;
  return compileComparison(is)(
    new Set(hits.map(({ fields }) => fields[field]).filter((v) => v !== undefined)).size,
  );
}

function ratioHolds(rule: ObservedSignal, bucket: Bucket, totalOf: (signal: string) => number): boolean {
  if (!rule.ratio) return true;
  return compileComparison(rule.ratio.is)(bucket.total / Math.max(1, totalOf(rule.ratio.to)));
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
  const times = hits.flatMap(({ observation: { atMs } }) => (atMs === undefined ? [] : [atMs]));
  const firstMs = whole ? bucket.firstMs : extreme(times, Math.min);
  const lastMs = whole ? bucket.lastMs : extreme(times, Math.max);
  return {
    name,
    says: rule.says,
    confidence: rule.confidence,
    count,
    keys: groups.map(({ key }) => showKey(key)),
    hits,
    ...(firstMs === undefined ? {} : { firstMs }),
    ...(lastMs === undefined ? {} : { lastMs }),
  };
}

function extreme(times: readonly number[], pick: (a: number, b: number) => number): number | undefined {
  return times.length === 0 ? undefined : times.reduce((a, b) => pick(a, b));
}
