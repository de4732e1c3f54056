import type { MessageContent } from '../../model/chat-message.ts';
import type { Incident, NotifyReason } from '../../model/incident.ts';
import { message, section } from './blocks.ts';
import { duration } from './duration.ts';
import { plain } from './mrkdwn.ts';
import { ended } from './status.ts';

/** What is said once in the thread when an incident gets worse, comes back, stays open or ends. */
export function renderTold(incident: Incident, reason: NotifyReason, nowMs: number): MessageContent {
  const said = say(incident, reason, nowMs);
  return message(`${incident.diagnosis.title}: ${said}`, [section(said)]);
}

function say(incident: Incident, reason: NotifyReason, nowMs: number): string {
  const { state, count, notified, openedMs, flaps, diagnosis } = incident;
  if (state === 'resolved') return ended(incident);
  const title = plain(diagnosis.title);
  if (reason === 'repeat')
    return `⏰ Still open after ${duration(nowMs - openedMs)}, nobody has acknowledged it: ${title}`;
  if (flaps > 0 && !notified.messages[`told/back-${flaps}`])
    return `🔁 It is back (${flaps}× so far): ${title}`;
  return `📈 Worse: ${count} times now, ${notified.toldCount} when last told: ${title}`;
}
