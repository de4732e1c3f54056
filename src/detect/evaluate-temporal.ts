import type { Observation } from '../model/observation.ts';
import type { AbsenceSignal, SequenceSignal, TogetherSignal } from '../model/runbook.ts';
import type { Hit, Signal } from '../model/signal.ts';
import { groupHits, keyOf, showKey } from './group-hits.ts';
import { byEventTime } from './hit-order.ts';
import { timesOf } from './windows.ts';

type SignalOf = (name: string) => Signal | undefined;

/**
 * Holds for each key whose hits follow one another in the order given, the last within `withinMs` of the first. Once any record of
 * the evidence has a time (`isDated`), a hit without one is within nothing.
 */
export function evaluateSequence(
  name: string,
  rule: SequenceSignal,
  signalOf: SignalOf,
  isDated: boolean,
): Signal | undefined {
  const per = rule.per ?? [];
  const held: Signal[] = [];
  // Most often a later step is not there: then the first, which ordinary records may meet, need not be evaluated.
  for (const step of rule.sequence.toReversed()) {
    const signal = signalOf(step);
    if (!signal) return undefined;
    held.unshift(signal);
  }
  const [first, ...rest] = held.map((signal) => byKey(placeable(signal, isDated), per));
  const chains = [...(first ?? [])].flatMap(([key, starts]) => {
    const steps = rest.map((step) => step.get(key) ?? []);
    return starts.flatMap((start) => followChain(start, steps, rule.withinMs) ?? []);
  });
  return chains.length === 0 ? undefined : fromChains(name, rule, chains);
}

/** Holds for each key for which `atLeast` of the signals have a hit within one window, in any order. The same hits count once. */
export function evaluateTogether(
  name: string,
  rule: TogetherSignal,
  signalOf: SignalOf,
  isDated: boolean,
): Signal | undefined {
  const per = rule.per ?? [];
  const steps = rule.together.map((step) => byKey(placeable(signalOf(step), isDated), per));
  const chains = steps.flatMap((keys, i) =>
    [...keys].flatMap(([key, starts]) => {
      const others = steps.flatMap((step, j) => (i === j ? [] : [step.get(key) ?? []]));
      return starts.flatMap((start) => {
        const near = others.flatMap((hits) => firstWithin(start, hits, rule.withinMs) ?? []);
        return near.length + 1 >= (rule.atLeast ?? steps.length) ? [[start, ...near]] : [];
      });
    }),
  );
  return chains.length === 0 ? undefined : fromChains(name, rule, uniqueChains(chains));
}

/** Hits in event time. Once some evidence has a time, those without one can't be placed. */
function placeable(signal: Signal | undefined, isDated: boolean): Hit[] {
  return (signal?.hits ?? [])
    .filter(({ observation }) => !isDated || observation.atMs !== undefined)
    .toSorted((a, b) => byEventTime(a.observation, b.observation));
}

function uniqueChains(chains: readonly Hit[][]): Hit[][] {
  const numbers = new Map<Observation, number>();
  const unique = new Map<string, Hit[]>();
  for (const chain of chains) {
    const members = chain.map(({ observation }) => {
      const number = numbers.get(observation) ?? numbers.size;
      numbers.set(observation, number);
      return number;
    });
    const key = members.toSorted((a, b) => a - b).join(' ');
    if (!unique.has(key)) unique.set(key, chain);
  }
  return [...unique.values()];
}

/** The first hit, in event time, at or after `start` and within the window; without times, the first there is. */
function firstWithin(start: Hit, hits: readonly Hit[], withinMs: number): Hit | undefined {
  const fromMs = start.observation.atMs;
  if (fromMs === undefined) return hits[0];
  const hit = hits[lowerBound(hits, fromMs)];
  return hit && isWithin(start, hit, withinMs) ? hit : undefined;
}

/** The place of the first hit at or after a time, among hits in event time. */
function lowerBound(hits: readonly Hit[], fromMs: number): number {
  let [low, high] = [0, hits.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((hits[middle]?.observation.atMs ?? -Infinity) < fromMs) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Of each step the earliest hit after the one before: if any chain is in time, this one is. */
function followChain(start: Hit, steps: readonly (readonly Hit[])[], withinMs: number): [Hit[]] | undefined {
  const chain = [start];
  for (const hits of steps) {
    const last = chain.at(-1) ?? start;
    let place = lowerBound(hits, last.observation.atMs ?? -Infinity);
    while (place < hits.length && !isAfter(hits[place] as Hit, last)) place++;
    const next = hits[place];
    if (!next || !isWithin(start, next, withinMs)) return undefined;
    chain.push(next);
  }
  return [chain];
}

function byKey(hits: readonly Hit[], per: readonly string[]): ReadonlyMap<string, readonly Hit[]> {
  return new Map(groupHits(hits, per).map((group) => [group.key, group.hits]));
}

/** Holds for each key whose `after` was not followed by `absent` in time. `lastMs` is how far the evidence reaches. */
export function evaluateAbsence(
  name: string,
  rule: AbsenceSignal,
  signalOf: SignalOf,
  lastMs: number | undefined,
): Signal | undefined {
  const per = rule.per ?? [];
  const came = byKey(signalOf(rule.absent)?.hits ?? [], per);
  const missed = (signalOf(rule.after)?.hits ?? []).filter((hit) => {
    const { atMs } = hit.observation;
    if (atMs === undefined || lastMs === undefined || lastMs < atMs + rule.withinMs) return false;
    const sameKey = came.get(keyOf(hit, per)) ?? [];
    return !sameKey.some((other) => isAfter(other, hit) && isWithin(hit, other, rule.withinMs));
  });
  return missed.length === 0 ? undefined : fromHits(name, rule, missed.length, missed);
}

/** By event time where both have one; otherwise by line, within one input. */
function isAfter(a: Hit, b: Hit): boolean {
  const [x, y] = [a.observation, b.observation];
  if (x.atMs !== undefined && y.atMs !== undefined && x.atMs !== y.atMs) return x.atMs > y.atMs;
  return x.at.input === y.at.input && x.at.line > y.at.line;
}

function isWithin(start: Hit, end: Hit, withinMs: number): boolean {
  const [from, to] = [start.observation.atMs, end.observation.atMs];
  return from === undefined || to === undefined || to - from <= withinMs;
}

function fromChains(
  name: string,
  rule: SequenceSignal | TogetherSignal,
  chains: readonly (readonly Hit[])[],
): Signal {
  const gaps = chains
    .map(timesOf)
    .flatMap((times) => (times.length > 1 ? [(times.at(-1) ?? 0) - (times[0] ?? 0)] : []));
  const signal = fromHits(name, rule, chains.length, [...new Set(chains.flat())]);
  return gaps.length === 0
    ? signal
    : { ...signal, gapMs: { least: Math.min(...gaps), most: Math.max(...gaps) } };
}

function fromHits(
  name: string,
  rule: SequenceSignal | TogetherSignal | AbsenceSignal,
  count: number,
  hits: readonly Hit[],
): Signal {
  const times = timesOf(hits);
  return {
    name,
    says: rule.says,
    confidence: rule.confidence,
    count,
    keys: [...new Set(hits.map((hit) => showKey(keyOf(hit, rule.per ?? []))))],
    isDivisible: (rule.per ?? []).length > 0,
    hits,
    ...(times.length > 0 ? { firstMs: times[0] ?? 0, lastMs: times.at(-1) ?? 0 } : {}),
  };
}
