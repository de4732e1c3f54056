import type { MessageContent } from '../../model/chat-message.ts';
import type { Incident, NotifyReason } from '../../model/incident.ts';
import { noticeKey } from '../../model/notice-key.ts';
import { duration } from '../in-words.ts';
import { message, section } from './blocks.ts';
import { ended } from './card-status.ts';
import { person, plain, who } from './mrkdwn.ts';

/** The notice posted once in the thread when an incident gets worse, comes back, stays open or ends. `mention` is the person or group to mention. */
export function renderIncidentNotice(
  incident: Incident,
  reason: NotifyReason,
  { nowMs, mention }: { nowMs: number; mention?: string | undefined },
): MessageContent {
  const said = say(incident, reason, nowMs);
  const names = mention && incident.state === 'open' && reason !== 'remind' ? `${who(mention)} ` : '';
  return message(`${incident.diagnosis.title}: ${said}`, [section(names + said)]);
}

function say(incident: Incident, reason: NotifyReason, nowMs: number): string {
  const { state, count, notified, openedMs, flaps, diagnosis, owner } = incident;
  if (state === 'resolved') return ended(incident);
  const title = plain(diagnosis.title);
  const open = `Still open after ${duration(nowMs - openedMs)}`;
  if (reason === 'repeat') return `⏰ ${open}, nobody has acknowledged it: ${title}`;
  if (reason === 'escalated') return `📣 ${open} and nobody has acknowledged it: ${title}`;
  if (reason === 'remind' && owner)
    return `⏰ ${person(owner.user)}, ${open.toLowerCase()} and still seen: ${title}. Resolve it or reassign it.`;
  if (flaps > 0 && !notified.messages[noticeKey('back', flaps)])
    return `🔁 It came back (${flaps}× so far): ${title}`;
  return `📈 Getting worse: seen ${count} times, ${notified.lastNotifiedCount} at the last notification: ${title}`;
}
