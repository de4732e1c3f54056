import type { ObservedSignal } from '../model/runbook.ts';
import type { Hit, Signal } from '../model/signal.ts';
import type { Bucket } from './bucket.ts';
import { busiestWindow } from './busiest-window.ts';
import { type Group, groupHits, showKey } from './group-hits.ts';
import { compileComparison } from './predicate.ts';
import { hitsFirstSeenAfter, spikeFactor } from './rate-change.ts';
import { timesOf } from './times-of.ts';

const NONE: Bucket = { total: 0, hits: [] };

/** What a rule is compared with beyond its own hits: other signals' counts, and where the evidence begins in time. */
export interface Surroundings {
  totalOf: (signal: string) => number;
  evidenceFromMs: number | undefined;
}

/** Tells whether a signal holds on what was collected for it. */
export function evaluateObserved(
  name: string,
  rule: ObservedSignal,
  bucket: Bucket = NONE,
  { totalOf, evidenceFromMs }: Surroundings,
): Signal | undefined {
  const enough = compileComparison(rule.count ?? '>= 1');
  if (bucket.total === 0) return enough(0) ? signalOf(name, rule, 0, []) : undefined;
  const { firstSeenAfter } = rule;
  const hits = firstSeenAfter
    ? hitsFirstSeenAfter(bucket.hits, firstSeenAfter.field, firstSeenAfter.afterMs, evidenceFromMs)
    : bucket.hits;
  const groups = groupsOf(rule, hits)
    .map((group) => ({ ...group, count: countOf(rule, group, bucket) }))
    .filter(
      ({ count, hits: members }) =>
        enough(count) && distinctEnough(rule, members) && spikes(rule, members, evidenceFromMs),
    )
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

function spikes(rule: ObservedSignal, hits: readonly Hit[], evidenceFromMs: number | undefined): boolean {
  if (!rule.spike) return true;
  const factor = spikeFactor(hits, rule.spike.windowMs, evidenceFromMs);
  return factor !== undefined && compileComparison(rule.spike.is)(factor);
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
  const times = whole ? [] : timesOf(hits);
  const firstMs = whole ? bucket.firstMs : times[0];
  const lastMs = whole ? bucket.lastMs : times.at(-1);
  return {
    name,
    says: rule.says,
    confidence: rule.confidence,
    count,
    keys: groups.map(({ key }) => showKey(key)),
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
