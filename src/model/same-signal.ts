import type { Hit, HitGroup, Signal, Tally } from './signal.ts';

/** Whether two signals rest on the same records (the same objects) and say the same of them. */
export function saysTheSame({ hits, groups, ...one }: Signal, other: Signal): boolean {
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
