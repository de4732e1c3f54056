import type { StoreFlow } from '../flow.ts';
import { decide } from '../incidents/decide.ts';
import { routeOf } from '../incidents/match-config.ts';
import { nextReminder, remindingOf } from '../incidents/next-reminder.ts';
import { isQuietHours } from '../incidents/quiet-hours.ts';
import { rankCauses } from '../incidents/ranking.ts';
import { isActive, matchesLabels } from '../incidents/silence-matching.ts';
import type { Answer } from '../model/answer.ts';
import type { LabelMatchers } from '../model/command.ts';
import type { Incident } from '../model/incident.ts';
import { circumstancesOf } from '../notify/notify-incident.ts';
import { showIncident } from '../notify/show-incident.ts';
import { renderPostMortem } from '../render/post-mortem.ts';
import { renderAudit } from '../render/slack/answers/audit-answer.ts';
import { renderIncidentList } from '../render/slack/answers/incident-list.ts';
import { renderReport } from '../render/slack/answers/report-answer.ts';
import { renderRoute } from '../render/slack/answers/route-answer.ts';
import { describeSilence, renderSilenceList } from '../render/slack/answers/silence-list.ts';
import { textMessage } from '../render/slack/answers/text-message.ts';
import { renderWhy } from '../render/slack/answers/why-answer.ts';
import { listAudit } from '../store/audit-items.ts';
import { labelsOf } from '../store/incident-head.ts';
import { findIncident, listIncidents } from '../store/incident-items.ts';
import { listSilences } from '../store/silence-items.ts';
import { authorize } from './authorize.ts';
import type { InteractionContext } from './interaction-context.ts';

const SEVERITIES = ['critical', 'warning', 'info'];
const NO_INCIDENT = 'There is no such incident (any more). `/triage incidents` lists what is open.';

/** What is open, the gravest and latest first. */
export async function answerIncidents(flow: StoreFlow, matchers: LabelMatchers): Promise<Answer> {
  const isWanted = (labels: LabelMatchers) =>
    Object.keys(matchers).length === 0 || matchesLabels({ matchers }, labels);
  const open = (await listIncidents(flow)).filter(
    (head) => head.state === 'open' && isWanted(labelsOf(head)),
  );
  const ranked = open.toSorted(
    (a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || b.lastSeenMs - a.lastSeenMs,
  );
  return { content: renderIncidentList(ranked) };
}

/** One incident: its card as it stands in the channel, buttons and all. */
export async function answerShow(flow: StoreFlow, id: string): Promise<Answer> {
  return withIncident(flow, id, async (incident) => {
    const { card } = await showIncident(flow, incident);
    return { content: card };
  });
}

/** Why it did or did not notify: decided anew with what holds now, by the same function that notify uses. */
export async function answerWhy(flow: StoreFlow, id: string): Promise<Answer> {
  return withIncident(flow, id, async (incident) => {
    const circumstances = await circumstancesOf(flow, incident);
    const route = routeOf(flow.config, incident.labels);
    const next = nextReminder(remindingOf(incident), flow.config.incidents, route.escalate);
    const { quietUntilMs } = circumstances;
    const content = renderWhy({
      incident,
      decision: decide(incident, circumstances),
      route,
      silences: await mutes(flow, incident.labels),
      ...(quietUntilMs === undefined ? {} : { quietUntilMs }),
      ...(next ? { nextReminder: next } : {}),
    });
    return { content };
  });
}

/** A draft post-mortem. */
export async function answerReport(flow: StoreFlow, id: string): Promise<Answer> {
  return withIncident(flow, id, async (incident) => {
    const markdown = renderPostMortem(incident, rankCauses(incident.diagnosis, incident.answers ?? []));
    return { content: renderReport(id, markdown) };
  });
}

/** Where an incident with these labels would go now. */
export async function answerRoutes(flow: StoreFlow, labels: LabelMatchers): Promise<Answer> {
  const route = routeOf(flow.config, labels);
  const quietUntilMs = isQuietHours(route, flow.nowMs());
  const silences = await mutes(flow, labels);
  return {
    content: renderRoute(labels, {
      route,
      silences,
      ...(quietUntilMs === undefined ? {} : { quietUntilMs }),
    }),
  };
}

/** The audit, for those who may read it. */
export async function answerAudit(
  context: InteractionContext,
  userId: string,
  most: number,
): Promise<Answer> {
  const allowed = await authorize(context, userId, 'audit', { target: `latest ${most}` });
  return {
    content: allowed.ok ? renderAudit(await listAudit(context, most)) : textMessage(`⛔ ${allowed.refusal}`),
  };
}

/** Silences, or maintenance windows, in force or to come. */
export async function answerSilences(flow: StoreFlow, kind: 'silence' | 'maintenance'): Promise<Answer> {
  const nowMs = flow.nowMs();
  const wanted = (await listSilences(flow)).filter(
    (one) => (one.kind ?? 'silence') === kind && (one.endedMs ?? one.endMs) > nowMs,
  );
  return {
    content: renderSilenceList(
      wanted.toSorted((a, b) => a.endMs - b.endMs),
      nowMs,
      kind,
    ),
  };
}

async function mutes(flow: StoreFlow, labels: LabelMatchers): Promise<string[]> {
  const nowMs = flow.nowMs();
  return (await listSilences(flow))
    .filter((one) => isActive(one, nowMs) && matchesLabels(one, labels))
    .map((one) => describeSilence(one, nowMs));
}

async function withIncident(
  flow: StoreFlow,
  id: string,
  answer: (incident: Incident) => Promise<Answer>,
): Promise<Answer> {
  const incident = await findIncident(flow, id);
  return incident ? answer(incident) : { content: textMessage(NO_INCIDENT) };
}
