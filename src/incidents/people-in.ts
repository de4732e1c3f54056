import type { Incident } from '../model/incident.ts';

/** Slack ids of everybody whom an incident's story or answers name. */
export function peopleIn({ timeline, answers = [] }: Incident): string[] {
  const named = [...timeline.flatMap(({ by, whom }) => [by, whom]), ...answers.map(({ by }) => by)];
  return [...new Set(named.filter((id) => id !== undefined))];
}
