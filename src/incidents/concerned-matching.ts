import type { LabelMatchers } from '../model/command.ts';
import type { Concerned } from '../model/diagnosis.ts';
import { matchesGlob } from './match-config.ts';

/**
 * Whether an incident is about whom the matchers name: by its own labels, or, where it is about many, by one of these. `unknown` where
 * there are more of a kind than it names.
 */
export function isAbout(
  matchers: LabelMatchers,
  labels: Readonly<Record<string, string>>,
  concerns: readonly Concerned[],
): 'yes' | 'no' | 'unknown' {
  const found = Object.entries(matchers).map(([name, pattern]) => {
    const value = labels[name];
    if (value !== undefined) return matchesGlob(pattern, value) ? 'yes' : 'no';
    const many = concerns.find(({ label }) => label === name);
    if (!many) return 'no';
    if (many.names.some((one) => matchesGlob(pattern, one))) return 'yes';
    return many.isLeast || many.count > many.names.length ? 'unknown' : 'no';
  });
  if (found.includes('no')) return 'no';
  return found.includes('unknown') ? 'unknown' : 'yes';
}
