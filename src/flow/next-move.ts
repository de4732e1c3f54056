import { createHash } from 'node:crypto';
import type { Decision } from '../incidents/decide.ts';
import { routeOf } from '../incidents/route-of.ts';
import type { MessageContent } from '../model/chat-message.ts';
import type { Incident } from '../model/incident.ts';
import { renderIncident } from '../render/slack/incident-messages.ts';
import { renderTold } from '../render/slack/told-message.ts';
import type { Flow } from './flow.ts';
import { findIncident } from './incident-items.ts';
import { silenceOver } from './silence-items.ts';

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
  flow: Flow,
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
  if (!tell || !card || messages[tell]) return undefined;
  const content = renderTold(incident, reason, flow.nowMs());
  const broadcast = !tell.startsWith('told/resolved');
  return { key: tell, channel, content, hash: '', threadTs: card.ts, broadcast };
}

async function wanted(flow: Flow, incident: Incident): Promise<{ key: string; content: MessageContent }[]> {
  const silence = await silenceOver(flow, incident);
  const cause = incident.explainedBy ? await findIncident(flow, incident.explainedBy) : undefined;
  const causeCard = cause?.notified.messages['card'];
  const { card, thread } = renderIncident(incident, {
    nowMs: flow.nowMs(),
    ...(silence ? { silencedUntilMs: silence.endMs, silencedBy: silence.author } : {}),
    linkOf: (id) => (id === cause?.id ? causeCard : undefined),
  });
  return [{ key: 'card', content: card }, ...thread];
}

/** Names what a message shows. */
export function hashOf(content: MessageContent): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 16);
}
