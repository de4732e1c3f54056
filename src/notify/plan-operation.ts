import type { Failures } from '../failures.ts';
import type { Decision } from '../incidents/decide.ts';
import { routeOf } from '../incidents/match-config.ts';
import { stepsSent } from '../incidents/next-reminder.ts';
import type { IncidentMessages, MessageContent } from '../model/chat-message.ts';
import type { Route } from '../model/config.ts';
import type { Incident, RefusedContent, SentMessage } from '../model/incident.ts';
import { isNoticeKey } from '../model/notice-key.ts';
import { renderBareCard } from '../render/slack/bare-card.ts';
import { renderIncidentNotice } from '../render/slack/notices.ts';
import { plainMessage, renderPlainCard } from '../render/slack/plain-card.ts';
import { chartMessage } from './chart-message.ts';
import type { NotifyContext } from './notify-context.ts';
import { hashOf } from './post-once.ts';
import { heldBack } from './refused-content.ts';
import { showIncident } from './show-incident.ts';
import { idsOf, whomToCall } from './whom-to-call.ts';

const CHART = 'thread/chart';

/** One operation on an incident's messages in Slack: post a missing one, or edit one that differs. */
export interface MessageOperation {
  key: string;
  channel: string;
  content: MessageContent;
  hash: string;
  threadTs?: string;
  broadcast?: boolean;
}

/**
 * The first message of the incident that is missing in Slack or differs: card, thread, then the notice that is due, copies in other channels, and the chart.
 * What can't be rendered is noted in `failures`, and holds up nothing else; nor does what Slack refuses.
 */
export async function planOperation(
  context: NotifyContext,
  incident: Incident,
  { notice, reason }: Decision,
  failures: Failures,
): Promise<MessageOperation | undefined> {
  const { messages } = incident.notified;
  const card = messages['card'];
  const channel = card?.channel ?? routeOf(context.config, incident.labels).channel;
  const shown = await showIncident(context, incident, failures);
  for (const { key, content } of await wanted(context, incident, shown, failures)) {
    if (!content) continue;
    const sent = messages[key];
    const hash = hashOf(content);
    if (sent?.hash === hash) continue;
    const thread = key === 'card' || !card ? {} : { threadTs: card.ts };
    return { key, channel, content, hash, ...thread };
  }
  if (!notice || !card || messages[notice])
    return card && (nextCopy(context, incident, shown) ?? nextChart(context, incident, card, failures));
  const route = routeOf(context.config, incident.labels);
  const mentions = isNoticeKey(notice, 'escalate')
    ? await idsOf(context, escalationMentions(route, incident))
    : await whomToCall(context, route);
  const content =
    failures.contain('rendering of a notice', () =>
      renderIncidentNotice(incident, reason, { nowMs: context.nowMs(), mentions }),
    ) ?? renderBareCard(incident);
  const broadcast = !isNoticeKey(notice, 'resolved', 'remind');
  const isHeld = heldBack(incident.notified.refused?.[notice], context.nowMs());
  const taken = isHeld ? plainMessage(content) : content;
  return { key: notice, channel, content: taken, hash: '', threadTs: card.ts, broadcast };
}

/** Whom the next step of the escalation mentions: those before it were sent. */
function escalationMentions({ escalate = [] }: Route, { notified, flaps }: Incident): string[] {
  const step = escalate[stepsSent(Object.keys(notified.messages), flaps)];
  return step ? [step.mention] : [];
}

/** The first copy of the card that is missing or differs. One that its channel refuses holds up nothing else. */
function nextCopy(
  context: NotifyContext,
  { notified: { messages, refused } }: Incident,
  { copies }: IncidentMessages,
): MessageOperation | undefined {
  return copies
    .filter(({ key }) => !heldBack(refused?.[key], context.nowMs()))
    .map((copy) => ({
      ...copy,
      channel: messages[copy.key]?.channel ?? copy.channel,
      hash: hashOf(copy.content),
    }))
    .find(({ key, hash }) => messages[key]?.hash !== hash);
}

/** The chart comes last: nothing that a person needs waits for a picture. */
async function nextChart(
  context: NotifyContext,
  incident: Incident,
  card: SentMessage,
  failures: Failures,
): Promise<MessageOperation | undefined> {
  if (heldBack(incident.notified.refused?.[CHART], context.nowMs())) return undefined;
  const content = await chartMessage(context, incident, failures);
  const sent = incident.notified.messages[CHART];
  const hash = content ? hashOf(content) : '';
  if (!content || sent?.hash === hash) return undefined;
  return {
    key: CHART,
    channel: card.channel,
    content,
    hash,
    threadTs: card.ts,
  };
}

/** Without a content where Slack refuses it for now. In place of a refused card comes a plain one, unless that is refused as well. */
async function wanted(
  context: NotifyContext,
  incident: Incident,
  { card, thread }: IncidentMessages,
  failures: Failures,
): Promise<{ key: string; content: MessageContent | undefined }[]> {
  const heldOf = (key: string) => heldBack(incident.notified.refused?.[key], context.nowMs());
  const refused = heldOf('card');
  const shown = refused ? await plainCard(context, incident, failures, refused) : card;
  const replies = thread.map(({ key, content }) => ({ key, content: heldOf(key) ? undefined : content }));
  return [{ key: 'card', content: shown }, ...replies];
}

async function plainCard(
  context: NotifyContext,
  incident: Incident,
  failures: Failures,
  { isPlainRefused }: RefusedContent,
): Promise<MessageContent | undefined> {
  if (isPlainRefused && incident.notified.messages['card']) return undefined;
  const mentions = await whomToCall(context, routeOf(context.config, incident.labels));
  return (
    failures.contain('rendering of the plain card', () => renderPlainCard(incident, mentions)) ??
    plainMessage(renderBareCard(incident))
  );
}
