import type { Hit, HitGroup, Signal, Tally } from '../model/signal.ts';
import { areSame } from './worked-out.ts';

type Signals = ReadonlyMap<string, Signal>;

/**
 * Gives signals that say what was known already as they were known, all of them where nothing is new, so that what was made of them
 * need not be made again: a look at a machine on which all is well changes what is compared, seldom what comes of it.
 */
export function asKnown(known: Signals | undefined, signals: Signals): Signals {
  if (!known) return signals;
  const same = new Map(
    [...signals].map(([name, signal]) => {
      const before = known.get(name);
      return [name, before && saysTheSame(before, signal) ? before : signal] as const;
    }),
  );
  return areSame([...known].flat(), [...same].flat()) ? known : same;
}

function saysTheSame({ hits, groups, ...one }: Signal, other: Signal): boolean {
  const { hits: otherHits, groups: otherGroups, ...rest } = other;
  return (
    areAlike(hits, otherHits, isSameHit) &&
    areAlike(groups ?? [], otherGroups ?? [], isSameGroup) &&
    JSON.stringify(one) === JSON.stringify(rest)
  );
}

function isSameGroup({ tallies, ...one }: HitGroup, other: HitGroup): boolean {
  const { tallies: otherTallies, ...rest } = other;
  return areAlike(tallies, otherTallies, isSameTally) && JSON.stringify(one) === JSON.stringify(rest);
}

function isSameTally({ hits, ...one }: Tally, other: Tally): boolean {
  const { hits: otherHits, ...rest } = other;
  return areAlike(hits, otherHits, isSameHit) && JSON.stringify(one) === JSON.stringify(rest);
}

/** The same record met again, of which as much is known. */
function isSameHit({ observation, fields }: Hit, other: Hit): boolean {
  if (observation !== other.observation) return false;
  const names = Object.keys(fields);
  return (
    names.length === Object.keys(other.fields).length &&
    names.every((name) => fields[name] === other.fields[name])
  );
}

function areAlike<T>(
  some: readonly T[],
  others: readonly T[],
  isAlike: (one: T, other: T) => boolean,
): boolean {
  return (
    some === others ||
    (some.length === others.length &&
      some.every((one, i) => {
        const other = others[i];
        return other !== undefined && (one === other || isAlike(one, other));
      }))
  );
}
