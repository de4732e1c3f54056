import type { ObservedSignal, SignalConditions } from '../model/runbook.ts';
import type { Hit } from '../model/signal.ts';
import { compileComparison } from './predicate.ts';
import { busiestWindow, hitsFirstSeenAfter, spikeFactor } from './windows.ts';

/** What a condition is evaluated against beyond one group of hits: totals, and where the evidence begins in event time. */
export interface Surroundings {
  /** Hits of the signal itself, and of another signal of the runbook. */
  total: number;
  totalOf: (signal: string) => number;
  evidenceFromMs: number | undefined;
}

/** One condition of a rule, ready to run. Each part is optional; `hits` of one group share the key that `per` gives. */
interface Condition {
  /** The hits that count, of all hits of the signal. */
  select?: (hits: readonly Hit[], around: Surroundings) => readonly Hit[];
  /** How many of a group's hits count. */
  count?: (hits: readonly Hit[]) => number;
  /** Whether a group passes. */
  holds?: (group: { count: number; hits: readonly Hit[] }, around: Surroundings) => boolean;
}

/** Every condition that a signal may set, by its key. `undefined` where the rule does not set it. */
const CONDITIONS: Record<keyof SignalConditions, (rule: SignalConditions) => Condition | undefined> = {
  count: ({ count = '>= 1' }) => ({ holds: (group) => compileComparison(count)(group.count) }),

  withinMs: ({ withinMs }) =>
    withinMs === undefined ? undefined : { count: (hits) => busiestWindow(hits, withinMs) },

  distinct: ({ distinct }) =>
    distinct && {
      holds: ({ hits }) => {
        const values = new Set(hits.flatMap(({ fields }) => fields[distinct.field] ?? []));
        return compileComparison(distinct.is)(values.size);
      },
    },

  ratio: ({ ratio }) =>
    ratio && {
      holds: (_, { total, totalOf }) => compileComparison(ratio.is)(total / Math.max(1, totalOf(ratio.to))),
    },

  spike: ({ spike }) =>
    spike && {
      holds: ({ hits }, { evidenceFromMs }) => {
        const factor = spikeFactor(hits, spike.windowMs, evidenceFromMs);
        return factor !== undefined && compileComparison(spike.is)(factor);
      },
    },

  firstSeenAfter: ({ firstSeenAfter: first }) =>
    first && {
      select: (hits, { evidenceFromMs }) =>
        hitsFirstSeenAfter(hits, first.field, first.afterMs, evidenceFromMs),
    },
};
const KEYS = Object.keys(CONDITIONS) as (keyof SignalConditions)[];

/** The conditions of a rule, ready to run. */
export function conditionsOf(rule: SignalConditions): Condition[] {
  return KEYS.flatMap((key) => CONDITIONS[key](rule) ?? []);
}

/**
 * Whether the hits of a signal can be given to the clients, queues or hosts they are about. A condition is met by all hits
 * together, so none of them meets it alone, unless `per` evaluates it for each.
 */
export function isDivisible(rule: ObservedSignal): boolean {
  return (rule.per ?? []).length > 0 || KEYS.every((key) => rule[key] === undefined);
}
