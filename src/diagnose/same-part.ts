import type { Observation } from '../model/observation.ts';
import { saysTheSame } from '../model/same-signal.ts';
import type { Signal } from '../model/signal.ts';
import { identityKey } from './hit-identity.ts';
import type { Identified } from './split-hypothesis.ts';

/** Parts by the first record that they rest on, and of that by runbook and identity. */
const known = new WeakMap<Observation, Map<string, Identified>>();

/**
 * A part of a hypothesis as it was when it was parted before, where it says the same: what is new of one machine or client parts the
 * whole hypothesis again, and changes nothing of what is said of the others.
 */
export function asItWas(part: Identified): Identified {
  const first = part.decisive[0]?.hits[0]?.observation;
  if (!first) return part;
  const parts = known.get(first) ?? new Map<string, Identified>();
  known.set(first, parts);
  const key = `${part.runbook.id} ${identityKey(part.identity)}`;
  const before = parts.get(key);
  if (before && areAlike(before, part)) return before;
  parts.set(key, part);
  return part;
}

function areAlike(one: Identified, other: Identified): boolean {
  const areSame = (some: readonly Signal[], others: readonly Signal[]) => isEach(some, others, saysTheSame);
  return (
    one.runbook === other.runbook &&
    one.confidence === other.confidence &&
    areSame(one.decisive, other.decisive) &&
    areSame(one.supporting, other.supporting) &&
    areSame(one.opposing, other.opposing) &&
    isEach(one.missing, other.missing, (weight, another) => weight === another) &&
    JSON.stringify([one.version, one.concerns]) === JSON.stringify([other.version, other.concerns])
  );
}

function isEach<T>(
  some: readonly T[],
  others: readonly T[],
  isAlike: (one: T, other: T) => boolean,
): boolean {
  return (
    some.length === others.length &&
    some.every((one, i) => {
      const other = others[i];
      return other !== undefined && (one === other || isAlike(one, other));
    })
  );
}
