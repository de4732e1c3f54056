import type { NotifyFlow } from '../flow.ts';
import type { Decision } from '../incidents/decide.ts';
import { routeOf } from '../incidents/route-of.ts';
import type { MessageContent } from '../model/chat-message.ts';
import type { Incident, SentMessage } from '../model/incident.ts';
import { renderTold } from '../render/slack/told-message.ts';
import { chartMessage } from './chart-message.ts';
import { hashOf } from './hash-of.ts';
import { showIncident } from './show-incident.ts';

const CHART = 'thread/chart';

/** The next thing to do in Slack for an incident: post what is missing, or edit what differs. */
export interface Move {
  key: string;
  channel: string;
  content: MessageContent;
  hash: string;
  /** Timestamp of the message to edit; without one it is posted. */
  ts?: string;
  threadTs?: string;
  broadcast?: boolean;
}

/** The first message of the incident that is missing in Slack or differs: card, thread, then what is told once. */
export async function nextMove(
  flow: NotifyFlow,
  incident: Incident,
  { tell, reason }: Decision,
): Promise<Move | undefined> {
  const { messages } = incident.notified;
  const card = messages['card'];
  const channel = card?.channel ?? routeOf(flow.config, incident.labels).channel;
  for (const { key, content } of await wanted(flow, incident)) {
    const sent = messages[key];
    const hash = hashOf(content);
    if (sent?.hash === hash) continue;
    const thread = key === 'card' || !card ? {} : { threadTs: card.ts };
    return { key, channel, content, hash, ...thread, ...(sent ? { ts: sent.ts } : {}) };
  }
  if (!tell || !card || messages[tell]) return card && nextChart(flow, incident, card);
  const route = routeOf(flow.config, incident.labels);
  const mention = tell.startsWith('told/escalate') ? route.escalate?.mention : route.mention;
  const content = renderTold(incident, reason, { nowMs: flow.nowMs(), mention });
  const broadcast = !/^told\/(resolved|remind)/.test(tell);
  return { key: tell, channel, content, hash: '', threadTs: card.ts, broadcast };
}

/** The chart comes last: nothing that a person needs waits for a picture. */
async function nextChart(flow: NotifyFlow, incident: Incident, card: SentMessage): Promise<Move | undefined> {
  const content = await chartMessage(flow, incident);
  const sent = incident.notified.messages[CHART];
  const hash = content ? hashOf(content) : '';
  if (!content || sent?.hash === hash) return undefined;
  return {
    key: CHART,
    channel: card.channel,
    content,
    hash,
    threadTs: card.ts,
    ...(sent ? { ts: sent.ts } : {}),
  };
}

async function wanted(
  flow: NotifyFlow,
  incident: Incident,
): Promise<{ key: string; content: MessageContent }[]> {
  const { card, thread } = await showIncident(flow, incident);
  return [{ key: 'card', content: card }, ...thread];
}
