import type { AbsenceSignal, SequenceSignal, TogetherSignal } from '../model/runbook.ts';
import type { Hit, Signal } from '../model/signal.ts';
import { groupHits, keyOf, showKey } from './group-hits.ts';
import { timesOf } from './windows.ts';

type SignalOf = (name: string) => Signal | undefined;

/** Holds for each key whose hits follow one another in the order given, the last within `withinMs` of the first. */
export function evaluateSequence(name: string, rule: SequenceSignal, signalOf: SignalOf): Signal | undefined {
  const per = rule.per ?? [];
  const [first, ...rest] = rule.sequence.map((step) => byKey(signalOf(step)?.hits ?? [], per));
  const chains = [...(first ?? [])].flatMap(([key, starts]) => {
    const steps = rest.map((step) => step.get(key) ?? []);
    return starts.flatMap((start) => followChain(start, steps, rule.withinMs) ?? []);
  });
  return chains.length === 0 ? undefined : fromChains(name, rule, chains);
}

/** Holds for each key for which `atLeast` of the signals have a hit within one window, in any order. */
export function evaluateTogether(name: string, rule: TogetherSignal, signalOf: SignalOf): Signal | undefined {
  const per = rule.per ?? [];
  const steps = rule.together.map((step) => byKey(signalOf(step)?.hits ?? [], per));
  const chains = steps.flatMap((keys, i) =>
    [...keys].flatMap(([key, starts]) => {
      const others = steps.flatMap((step, j) => (i === j ? [] : [step.get(key) ?? []]));
      return starts.flatMap((start) => {
        const near = others.flatMap(
          (hits) => hits.find((hit) => followsWithin(start, hit, rule.withinMs)) ?? [],
        );
        return near.length + 1 >= (rule.atLeast ?? steps.length) ? [[start, ...near]] : [];
      });
    }),
  );
  return chains.length === 0 ? undefined : fromChains(name, rule, chains);
}

function followsWithin(start: Hit, end: Hit, withinMs: number): boolean {
  const [from, to] = [start.observation.atMs, end.observation.atMs];
  return from === undefined || to === undefined || (to >= from && to - from <= withinMs);
}

function followChain(start: Hit, steps: readonly (readonly Hit[])[], withinMs: number): [Hit[]] | undefined {
  const chain = [start];
  for (const hits of steps) {
    const last = chain.at(-1) ?? start;
    const next = hits.find((hit) => isAfter(hit, last) && isWithin(start, hit, withinMs));
    if (!next) return undefined;
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
