import type { LabelMatchers } from '../model/command.ts';
import type { Incident } from '../model/incident.ts';
import { ownMatchers } from './set-silence.ts';

/** How far a silence of an incident may reach, from it alone to its whole system. */
export interface SilenceScope {
  value: string;
  label: string;
  matchers: LabelMatchers;
  isExact: boolean;
}

/** The scopes to choose from, each once. All are exact: a label that a log made is never read as a pattern. */
export function scopesOf(incident: Incident): SilenceScope[] {
  const { runbook = '', system = '' } = incident.labels;
  const all: SilenceScope[] = [
    { value: 'incident', label: 'this incident', matchers: ownMatchers(incident), isExact: true },
    {
      value: 'runbook',
      label: `every ${runbook} in system ${system}`,
      matchers: { runbook, system },
      isExact: true,
    },
    { value: 'everywhere', label: `every ${runbook}, in all systems`, matchers: { runbook }, isExact: true },
    { value: 'system', label: `all of system ${system}`, matchers: { system }, isExact: true },
  ];
  const seen = new Set<string>();
  return all.filter(({ matchers }) => {
    const key = JSON.stringify(Object.entries(matchers).toSorted(([a], [b]) => (a < b ? -1 : 1)));
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}
