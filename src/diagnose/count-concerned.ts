import { type Concerned, MOST_NAMES } from '../model/diagnosis.ts';
import type { Party } from './group-identities.ts';

/**
 * Counts whom a group is about, label by label, the most numerous first; what they share is its identity and not counted.
 * Without `isComplete` there were more than those told apart.
 */
export function countConcerned({ identity, members }: Party, isComplete: boolean): Concerned[] {
  const values = new Map<string, Set<string>>();
  for (const member of members) {
    for (const [label, value] of Object.entries(member)) {
      if (label in identity) continue;
      const known = values.get(label);
      if (known) known.add(value);
      else values.set(label, new Set([value]));
    }
  }
  return [...values]
    .map(([label, all]) => ({
      label,
      count: all.size,
      names: [...all].slice(0, MOST_NAMES),
      ...(isComplete ? {} : { isLeast: true }),
    }))
    .toSorted((a, b) => b.count - a.count);
}
