import type { MessageContent } from '../../model/chat-message.ts';
import type { Incident, NotifyReason } from '../../model/incident.ts';
import { noticeKey } from '../../model/notice-key.ts';
import type { Silence } from '../../model/silence.ts';
import { cut } from '../cut.ts';
import { duration, formatNumber } from '../in-words.ts';
import { seenCount } from '../seen-count.ts';
import { message, section } from './blocks.ts';
import { ended } from './card-status.ts';
import { moment, person, plain, who } from './mrkdwn.ts';
import { severityWord } from './severity.ts';

/** The notice posted once in the thread when an incident gets worse, comes back, stays open or ends. `mentions` are the people and groups to mention. */
export function renderIncidentNotice(
  incident: Incident,
  reason: NotifyReason,
  { nowMs, mentions }: { nowMs: number; mentions: readonly string[] },
): MessageContent {
  const said = say(incident, reason, nowMs);
  const isCalling = mentions.length > 0 && incident.state === 'open' && reason !== 'remind';
  const names = isCalling ? `${mentions.map(who).join(' ')} ` : '';
  return message(`${severityWord(incident.diagnosis.severity)}: ${incident.diagnosis.title}: ${said}`, [
    section(names + said),
  ]);
}

function say(incident: Incident, reason: NotifyReason, nowMs: number): string {
  const { state, notified, openedMs, flaps, diagnosis, owner } = incident;
  if (state === 'resolved') return ended(incident);
  const title = plain(diagnosis.title);
  const open = `Still open after ${duration(nowMs - openedMs)}`;
  if (reason === 'repeat') return `⏰ ${open}, nobody has acknowledged it: ${title}`;
  if (reason === 'escalated') return `📣 ${open} and nobody has acknowledged it: ${title}`;
  if (reason === 'remind' && owner)
    return `⏰ ${person(owner.user)}, ${open.toLowerCase()} and still seen: ${title}. Resolve it or reassign it.`;
  if (incident.reopened?.flap === flaps && !notified.messages[noticeKey('back', flaps)])
    return `🔁 ${person(incident.reopened.by)} opened it again: ${title}`;
  if (flaps > 0 && !notified.messages[noticeKey('back', flaps)])
    return `🔁 It came back (${flaps}× so far): ${title}`;
  return `📈 Getting worse: ${seenCount(incident)} now, ${formatNumber(notified.lastNotifiedCount)} at the last notification: ${title}`;
}

/** Says in the thread that a silence has ended. */
export function renderSilenceEnded({ author, reason, startMs, kind }: Silence): MessageContent {
  const what = kind === 'maintenance' ? 'maintenance window' : 'silence';
  const by = author ? ` by ${person(author)}` : '';
  return message(`A ${what} has ended`, [
    section(`🔔 The ${what}${by} from ${moment(startMs)} has ended (${cut(plain(reason), 300)}).`),
  ]);
}

/** Says that a source has stopped sending. */
export function renderSourceSilent(name: string, heardMs: number): MessageContent {
  const source = cut(plain(name), 200);
  return message(`No data from ${name}`, [
    section(
      `🔇 No data from ${source} since ${moment(heardMs)}. Either it has nothing to send, or its delivery is broken. Check the agent or the subscription filter before you trust the silence.`,
    ),
  ]);
}
