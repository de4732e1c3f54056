import type { Incident } from '../model/incident.ts';
import { leadingCause } from '../model/leading-cause.ts';
import { rankCauses } from './ranking.ts';

/** What an incident is called now: the title of the cause that people's answers have put first, or of what was diagnosed. */
export function leadingTitle(incident: Incident): string {
  const { diagnosis, answers = [] } = incident;
  return leadingCause(incident, rankCauses(diagnosis, answers)).title;
}
