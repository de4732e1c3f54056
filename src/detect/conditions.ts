import { identityValue } from '../model/identity-names.ts';
import type { ObservedSignal, SignalConditions } from '../model/runbook.ts';
import { type Hit, type Tally, talliedCounts } from '../model/signal.ts';
import { rememberLast } from '../remember-last.ts';
import { compileComparison } from './predicate.ts';
import { busiestWindow, hasDistinct, spikeFactor, type TimedValue, type Window } from './windows.ts';

/** What a condition is evaluated against beyond one group of hits. */
interface Surroundings {
  /** How many hits of another signal of the runbook have the key of this group. */
  countOf: (signal: string) => number;
  /** Where the evidence begins in event time; undefined when no record of it has a time. */
  evidenceFromMs: number | undefined;
  /** When a value of the field of `firstSeenAfter` first came. */
  firstMsOf: (value: Hit['fields'][string]) => number;
}

/** The hits of one key. */
export interface Group {
  key: string;
  tallies: readonly Tally[];
}

/** One condition of a rule, ready to run. Each part is optional; the hits of one group share the key that `per` gives. */
export interface Condition {
  /** Whether a hit counts at all. */
  select?: (hit: Hit, around: Pick<Surroundings, 'evidenceFromMs' | 'firstMsOf'>) => boolean;
  /** In which window of event time a group's hits are counted. */
  window?: (group: Group, around: Surroundings) => Window;
  /** Whether a group passes, of which `count` hits count. */
  holds?: (group: Group & { count: number }, around: Surroundings) => boolean;
}

/** Every condition that a signal may set, by its key. `undefined` where the rule does not set it. */
const CONDITIONS: Record<keyof SignalConditions, (rule: SignalConditions) => Condition | undefined> = {
  count: ({ count = '>= 1' }) => ({ holds: (group) => compileComparison(count)(group.count) }),

  withinMs: ({ withinMs }) =>
    withinMs === undefined
      ? undefined
      : {
          window: ({ tallies }, { evidenceFromMs }) => {
            // A paste without any time is one moment.
            if (evidenceFromMs === undefined && !tallies.some(isTimed)) return { count: sizeOf(tallies) };
            return busiestWindow(tallies.flatMap(talliedCounts), withinMs);
          },
        },

  distinct: ({ distinct, withinMs }) =>
    distinct && {
      holds: ({ tallies }, { evidenceFromMs }) => {
        const isOneMoment = evidenceFromMs === undefined && !tallies.some(isTimed);
        const values = tallies.map((tally) =>
          valuesOf.get(tally, [distinct.field], () => timedValues(tally, distinct.field)),
        );
        return hasDistinct(values, isOneMoment ? undefined : withinMs, distinct.is);
      },
    },

  ratio: ({ ratio }) =>
    ratio && {
      holds: ({ tallies }, { countOf }) =>
        compileComparison(ratio.is)(sizeOf(tallies) / Math.max(1, countOf(ratio.to))),
    },

  spike: ({ spike }) =>
    spike && {
      holds: ({ tallies }, { evidenceFromMs }) => {
        const factor = spikeFactor(tallies.flatMap(talliedCounts), spike.windowMs, evidenceFromMs);
        return factor !== undefined && compileComparison(spike.is)(factor);
      },
    },

  firstSeenAfter: ({ firstSeenAfter: first }) =>
    first && {
      select: ({ fields }, { evidenceFromMs, firstMsOf }) => {
        const value = fields[first.field];
        if (value === undefined || evidenceFromMs === undefined) return false;
        return firstMsOf(value) > evidenceFromMs + first.afterMs;
      },
    },
};
const KEYS = Object.keys(CONDITIONS) as (keyof SignalConditions)[];

/** The conditions of a rule, ready to run. */
export function conditionsOf(rule: SignalConditions): Condition[] {
  return KEYS.flatMap((key) => CONDITIONS[key](rule) ?? []);
}

/** How many hits there were, the dropped ones too. */
export function sizeOf(tallies: readonly Tally[]): number {
  return Math.round(tallies.reduce((sum, { count }) => sum + count, 0));
}

const valuesOf = rememberLast<Tally, readonly TimedValue[]>();

/** Which value a field had at which times. What was dropped of an identity that has one value alone had that value, too. */
function timedValues({ hits, dropped }: Tally, field: string): TimedValue[] {
  const kept = hits.flatMap(({ fields, observation: { atMs } }) => {
    const value = fields[field];
    return value === undefined ? [] : [{ value: identityValue(field, value), atMs }];
  });
  const [first] = kept;
  if (!first || kept.some(({ value }) => value !== first.value)) return kept;
  return [
    ...kept,
    ...dropped.flatMap(({ fromMs, toMs }) =>
      (fromMs === toMs ? [fromMs] : [fromMs, toMs]).map((atMs) => ({ ...first, atMs })),
    ),
  ];
}

function isTimed({ hits, dropped }: Tally): boolean {
  return dropped.length > 0 || hits.some(({ observation }) => observation.atMs !== undefined);
}

/**
 * Whether the hits of a signal can be given to the clients, queues or hosts they are about. A condition is met by all hits
 * together, so none of them meets it alone, unless `per` evaluates it for each. Of sockets it is evaluated for each machine.
 */
export function isDivisible(rule: ObservedSignal): boolean {
  if ((rule.per ?? []).length > 0 || rule.on === 'connection') return true;
  return (
    KEYS.every((key) => rule[key] === undefined) && (rule.curves ?? []).every(({ of }) => of === 'field')
  );
}
