import type { Answer } from '../model/answer.ts';
import { INCIDENT_ID } from '../model/incident-id.ts';
import { renderIncidentChoice } from '../render/slack/answers/incident-list.ts';
import type { IncidentHead } from '../store/incident-head.ts';
import { listOpen, listSince } from '../store/incident-lists.ts';
import type { StoreContext } from '../store/store-context.ts';
import { INCIDENT_NOT_FOUND, reply } from './replies.ts';

/** How far back an incident that is over is found by the beginning of its id. */
const SOUGHT_MS = 7 * 86_400_000;

/**
 * The incident that somebody means: by its id, by how the id begins, or, where nothing was typed, the only one that is open. Where
 * several may be meant, the answer asks which, with a button each that gives `command` again, and `rest` behind the id.
 */
export async function chooseIncident(
  context: StoreContext,
  command: string,
  typed = '',
  rest = '',
): Promise<{ incidentId: string } | { answer: Answer }> {
  if (INCIDENT_ID.test(typed)) return { incidentId: typed };
  const begins = ({ id }: IncidentHead) => id.startsWith(typed.toLowerCase());
  const open = (await listOpen(context)).filter(begins);
  const isSought = open.length === 0 && typed !== '';
  const found = isSought ? (await listSince(context, context.nowMs() - SOUGHT_MS)).filter(begins) : open;
  const [first, ...others] = newestFirst(found);
  if (!first) return { answer: reply(typed === '' ? 'Nothing is open.' : INCIDENT_NOT_FOUND) };
  if (others.length === 0) return { incidentId: first.id };
  return {
    answer: {
      content: renderIncidentChoice([first, ...others], (id) => [command, id, rest].join(' ').trim()),
    },
  };
}

function newestFirst(heads: readonly IncidentHead[]): IncidentHead[] {
  return heads.toSorted((a, b) => b.lastSeenMs - a.lastSeenMs);
}
