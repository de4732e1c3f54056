import { type Concerned, type Diagnosis, MOST_NAMES } from '../model/diagnosis.ts';

/**
 * The later diagnosis of an incident, with everyone it ever concerned: evidence is forgotten after some hours, but an incident that
 * touched 40 clients goes on saying so.
 */
export function joinConcerned(known: Diagnosis, later: Diagnosis): Diagnosis {
  if (!known.concerns) return later;
  const labels = new Map((later.concerns ?? []).map((one) => [one.label, one]));
  for (const before of known.concerns) {
    const after = labels.get(before.label);
    labels.set(before.label, after ? joined(before, after) : before);
  }
  return { ...later, concerns: [...labels.values()].toSorted((a, b) => b.count - a.count) };
}

function joined(before: Concerned, after: Concerned): Concerned {
  const names = new Set([...after.names, ...before.names]);
  return {
    label: after.label,
    count: Math.max(before.count, after.count, names.size),
    names: [...names].slice(0, MOST_NAMES),
    ...(before.isLeast || after.isLeast ? { isLeast: true } : {}),
  };
}
