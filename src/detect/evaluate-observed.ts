import type { FieldValue } from '../model/fields.ts';
import type { ObservedSignal } from '../model/runbook.ts';
import { extent, type HitGroup, type Signal, type Tally } from '../model/signal.ts';
import { rememberLast } from '../remember-last.ts';
import { asTheyCame, type Collection } from './collection.ts';
import { type Condition, conditionsOf, type Group, isDivisible, sizeOf } from './conditions.ts';
import { confidenceOf, mostTellingFirst } from './curves.ts';
import { keyOf, showKey } from './group-hits.ts';
import { byMachine, type MachineGroup, seenMs, snapshotOf } from './machine-groups.ts';
import { compileComparison } from './predicate.ts';
import type { Window } from './windows.ts';

const NONE: Collection = { tallies: [], parts: [], places: [] };

type CountedGroup = HitGroup & { window: Window };

/** Tells whether a signal holds on what was collected for it. */
export function evaluateObserved(
  name: string,
  rule: ObservedSignal,
  collection: Collection = NONE,
  evidence: { talliesOf: (signal: string) => readonly Tally[]; evidenceFromMs: number | undefined },
): Signal | undefined {
  const per = rule.per ?? [];
  const { tallies, parts, firstMs } = collection;
  if (tallies.length === 0) return asksForNone(rule.count) ? signalOf(name, rule, [], NONE) : undefined;
  const conditions = conditionsOf(rule);
  const firstMsOf = (value: FieldValue) => firstMs?.get(value) ?? -Infinity;
  const around = { evidenceFromMs: evidence.evidenceFromMs, firstMsOf };
  const selects = conditions.flatMap(({ select }) => select ?? []);
  const count = (group: Group): CountedGroup | undefined => {
    const isComparable = (tally: Tally) =>
      tallyKey(tally, per) === group.key && sameSnapshot(rule, tally, group);
    const countOf = (signal: string) => sizeOf(evidence.talliesOf(signal).filter(isComparable));
    const here = { ...around, countOf };
    const window = conditions.find((one) => one.window)?.window?.(group, here) ?? {
      count: sizeOf(group.tallies),
    };
    const found = { ...group, count: window.count };
    if (!conditions.every(({ holds }) => holds?.(found, here) ?? true)) return undefined;
    const hits = group.tallies.flatMap((tally) => tally.hits);
    const confidence = confidenceOf(rule, { hits, count: window.count, countOf });
    return confidence === undefined ? undefined : { ...found, window, confidence };
  };
  const chosen = selects.length === 0 ? parts : [selected(tallies, selects, around)];
  const groups = groupsOf(rule, chosen).flatMap(({ fullest, others }) => {
    const isAsItWas = rule.on === 'connection' && selects.length === 0;
    const counted = isAsItWas ? countOnce(count, rule, evidence.evidenceFromMs) : count;
    const held = counted(fullest);
    const looks = others.flatMap((one) => counted(one) ?? []);
    return held ? [withLooks(held, looks)] : [];
  });
  if (groups.length === 0) return undefined;
  return signalOf(
    name,
    rule,
    groups.toSorted((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1)),
    collection,
  );
}

/** Sockets are compared with those of their own snapshot, which stays as it is. */
function countOnce(
  count: (group: Group) => CountedGroup | undefined,
  rule: ObservedSignal,
  evidenceFromMs: number | undefined,
) {
  return (group: Group) => countedOf.get(group, [rule, evidenceFromMs], () => count(group));
}

const countedOf = rememberLast<Group, CountedGroup | undefined>();

function selected(
  tallies: readonly Tally[],
  selects: readonly NonNullable<Condition['select']>[],
  around: Parameters<NonNullable<Condition['select']>>[1],
): readonly Tally[] {
  return tallies.flatMap((tally) => {
    const hits = tally.hits.filter((hit) => selects.every((select) => select(hit, around)));
    if (hits.length === tally.hits.length) return [tally];
    const { sources: _, ...rest } = tally;
    return hits.length === 0 ? [] : [{ ...rest, hits, count: hits.length, dropped: [] }];
  });
}

/** Keeps tallies apart by `per`, and rows of tables also by their machine. */
function groupsOf(rule: ObservedSignal, parts: readonly (readonly Tally[])[]): MachineGroup[] {
  const byKey = new Map<string, Group[]>();
  for (const part of parts)
    for (const group of grouped.get(part, [rule], () =>
      groupBy(part, (tally) => tallyKey(tally, rule.per ?? [])),
    )) {
      const known = byKey.get(group.key);
      if (known) known.push(group);
      else byKey.set(group.key, [group]);
    }
  return [...byKey].flatMap(([key, groups]) => byMachine(rule.on, key, groups));
}

/** What is in a part stays as it is: most parts are snapshots that are kept. */
const grouped = rememberLast<readonly Tally[], readonly Group[]>();

/** Whether a signal holds because nothing met it: a few (`<= 3`) are at least one. */
function asksForNone(count: string | undefined): boolean {
  if (count === undefined) return false;
  const holds = compileComparison(count);
  return holds(0) && !holds(1);
}

/** Sockets that stay are seen for as long as snapshots show them, however many of them are left, and counted once. */
function withLooks(fullest: CountedGroup, others: readonly CountedGroup[]): CountedGroup {
  const looks = others.flatMap((one) => {
    const atMs = seenMs(one);
    return atMs > 0 ? [{ fromMs: atMs, toMs: atMs, count: one.count }] : [];
  });
  return looks.length > 0 ? { ...fullest, looks } : fullest;
}

/** Sockets are compared with those of the same snapshot. */
function sameSnapshot({ on }: ObservedSignal, tally: Tally, { tallies: [first] }: Group): boolean {
  return on !== 'connection' || !first || snapshotOf(tally) === snapshotOf(first);
}

function groupBy(tallies: readonly Tally[], key: (tally: Tally) => string | undefined): Group[] {
  const groups = new Map<string, Tally[]>();
  for (const tally of tallies) {
    const found = key(tally);
    if (found === undefined) continue;
    const group = groups.get(found);
    if (group) group.push(tally);
    else groups.set(found, [tally]);
  }
  return [...groups].map(([found, members]) => ({ key: found, tallies: members }));
}

/** The key of a tally; undefined where its hits are no longer told apart. */
function tallyKey({ hits: [first] }: Tally, per: readonly string[]): string | undefined {
  if (per.length === 0) return '';
  return first && keyOf(first, per);
}

function signalOf(
  name: string,
  rule: ObservedSignal,
  groups: readonly CountedGroup[],
  collection: Collection,
): Signal {
  const lists = groups.map(({ tallies }) => asTheyCame(tallies, collection));
  const [only] = lists;
  const hits = only && lists.length === 1 ? only : lists.flat();
  return {
    name,
    says: rule.says,
    confidence: groups.reduce(
      (most, { confidence }) => Math.max(most, confidence),
      groups.length > 0 ? 0 : rule.confidence,
    ),
    count: groups.reduce((sum, { count }) => sum + count, 0),
    keys: [...new Set(groups.map(({ key }) => showKey(key)))],
    isDivisible: isDivisible(rule),
    hits: mostTellingFirst(hits, rule),
    groups: groups.map(({ window: _window, ...group }) => group),
    ...extent({ hits, groups }),
    ...(collection.isSampled ? { isSampled: true } : {}),
    ...(rule.like || rule.on === 'telling' ? { isLikeness: true } : {}),
    ...(rule.circumstance ? { isCircumstance: true } : {}),
    ...countedIn(groups.map(({ window }) => window)),
  };
}

/** Between which times lies what was counted, where it was counted in windows. */
function countedIn(windows: readonly Window[]): Pick<Signal, 'countedMs'> {
  const froms = windows.flatMap(({ fromMs }) => fromMs ?? []);
  const tos = windows.flatMap(({ toMs }) => toMs ?? []);
  return froms.length === 0 ? {} : { countedMs: { firstMs: Math.min(...froms), lastMs: Math.max(...tos) } };
}
