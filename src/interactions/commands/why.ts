import { type Circumstances, decide } from '../../incidents/decide.ts';
import { routeOf } from '../../incidents/match-config.ts';
import { nextReminder, remindingOf } from '../../incidents/next-reminder.ts';
import type { Answer } from '../../model/answer.ts';
import type { Incident } from '../../model/incident.ts';
import { circumstancesOf } from '../../notify/notify-incident.ts';
import { renderWhy } from '../../render/slack/answers/why-answer.ts';
import { findIncident } from '../../store/incident-items.ts';
import type { StoreContext } from '../../store/store-context.ts';
import { activeSilences } from '../active-silences.ts';
import { chooseIncident } from '../choose-incident.ts';
import { INCIDENT_NOT_FOUND, reply } from '../replies.ts';
import { defineCommand } from './define-command.ts';
import { readIncidentId } from './read-arguments.ts';

/** `/triage why`: why an incident did or did not notify. */
export const why = defineCommand<{ incident?: string }>({
  name: 'why',
  arguments: '[incident]',
  does: 'why it did or did not notify',
  example: 'why 0123456789abcdef-1',
  isQuestion: true,
  parse: ({ words }) => readIncidentId(words),
  async run(context, _, { incident: typed }) {
    const chosen = await chooseIncident(context, 'why', typed);
    if ('answer' in chosen) return chosen.answer;
    const { incidentId } = chosen;
    const incident = await findIncident(context, incidentId);
    return incident ? explainDecision(context, incident) : reply(INCIDENT_NOT_FOUND);
  },
});

/** Decides again under the circumstances of now, with the function that notify uses. */
async function explainDecision(context: StoreContext, incident: Incident): Promise<Answer> {
  const circumstances = await circumstancesOf(context, incident);
  const route = routeOf(context.config, incident.labels);
  const next =
    incident.explainedBy || incident.notified.digest
      ? undefined
      : nextReminder(remindingOf(incident), context.config.incidents, route.escalate);
  const { quietUntilMs } = circumstances;
  const content = renderWhy({
    incident,
    decision: decide(incident, circumstances),
    route,
    silences: await activeSilences(context, incident.labels),
    ...(quietUntilMs === undefined ? {} : { quietUntilMs }),
    ...(next ? { nextReminder: { ...next, atMs: firstDue(next.atMs, circumstances) } } : {}),
    quietAtMs: incident.grewMs + context.config.incidents.quietMs,
  });
  return { content };
}

/** What falls into a silence waits for its end. */
function firstDue(atMs: number, { silencedUntilMs = 0 }: Circumstances): number {
  return Math.max(atMs, silencedUntilMs);
}
