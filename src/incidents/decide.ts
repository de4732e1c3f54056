import type { Config, Route } from '../model/config.ts';
import type { Incident, NotifyReason } from '../model/incident.ts';
import { escalationKey, isNoticeKey, noticeKey } from '../model/notice-key.ts';
import type { Silence } from '../model/silence.ts';
import { nextReminder, remindingOf } from './next-reminder.ts';

/** What surrounds an incident at the moment of deciding. */
export interface Circumstances {
  nowMs: number;
  config: Pick<Config, 'incidents'>;
  /** End and kind of the longest silence that covers it. */
  silencedUntilMs?: number;
  silencedFor?: Silence['kind'] | undefined;
  /** End of the quiet hours it falls in. */
  quietUntilMs?: number;
  /** Whom its route names when nobody has acknowledged. */
  escalate?: Route['escalate'];
}

/** Whether to notify people of something new, and why; `untilMs` when that has to wait. */
export interface Decision {
  reason: NotifyReason;
  untilMs?: number;
  /** Key of the notice to post once, after card and thread are up to date. */
  notice?: string;
}

/**
 * Decides what to notify people of now. Reads no clock and has no side effects, so "why did it page?" can be answered.
 * It fails open: anything that is not a reason to stay quiet is a reason to notify.
 */
export function decide(incident: Incident, circumstances: Circumstances): Decision {
  return incident.notified.messages['card'] || incident.notified.digest
    ? decideFurther(incident, circumstances)
    : decideFirst(incident, circumstances);
}

function decideFirst(incident: Incident, circumstances: Circumstances): Decision {
  const { nowMs, silencedUntilMs, silencedFor, quietUntilMs, config } = circumstances;
  if (incident.explainedBy) return { reason: 'explained' };
  if (silencedUntilMs !== undefined)
    return { reason: silencedFor === 'maintenance' ? 'maintenance' : 'silenced', untilMs: silencedUntilMs };
  const isCritical = incident.labels['severity'] === 'critical';
  if (!isCritical && quietUntilMs !== undefined) return { reason: 'quiet-hours', untilMs: quietUntilMs };
  const waitUntilMs = incident.openedMs + config.incidents.groupWaitMs;
  if (!isCritical && nowMs < waitUntilMs) return { reason: 'waiting', untilMs: waitUntilMs };
  return { reason: 'first' };
}

function decideFurther(incident: Incident, circumstances: Circumstances): Decision {
  const { silencedUntilMs } = circumstances;
  const { notified, version, flaps, state } = incident;
  const notice = dueNotice(incident, circumstances);
  const isMuted = silencedUntilMs !== undefined || incident.explainedBy !== undefined;
  if (notice && !isMuted && !notified.messages[notice]) return { reason: reasonOf(notice), notice };
  // The first notification is still in progress: card and thread are several messages.
  if (state === 'open' && notified.messages['card'] && notified.notifiedMs === undefined)
    return { reason: 'first' };
  if (version === notified.version) return { reason: 'none' };
  if (state === 'resolved') return { reason: 'cleared' };
  return { reason: flaps > 0 || incident.count > notified.lastNotifiedCount ? 'new-evidence' : 'edited' };
}

/**
 * The key of the notice that is due, distinct from all earlier ones: each worsening, return, resolution and reminder gets
 * exactly one notice.
 */
function dueNotice(incident: Incident, { nowMs, config, escalate }: Circumstances): string | undefined {
  const { state, flaps, count, notified, grewMs } = incident;
  const { incidents } = config;
  if (state === 'resolved') return noticeKey('resolved', flaps);
  const back = noticeKey('back', flaps);
  if (flaps > 0 && !notified.messages[back]) return back;
  if (notified.lastNotifiedCount > 0 && count >= notified.lastNotifiedCount * incidents.worseFactor)
    return noticeKey('worse', notified.lastNotifiedCount);
  const next = nextReminder(remindingOf(incident), incidents, escalate);
  const isStillSeen = nowMs - grewMs < incidents.quietMs;
  if (!next || !isStillSeen || nowMs < next.atMs) return undefined;
  return reminderKey(next.kind, incident);
}

function reminderKey(kind: 'escalate' | 'repeat' | 'remind', incident: Incident): string {
  const { repeats, reminds, escalations = 0 } = remindingOf(incident);
  if (kind === 'escalate') return escalationKey(incident.flaps, escalations);
  return noticeKey(kind, { repeat: repeats + 1, remind: reminds + 1 }[kind]);
}

function reasonOf(key: string): NotifyReason {
  if (isNoticeKey(key, 'resolved')) return 'cleared';
  if (isNoticeKey(key, 'repeat')) return 'repeat';
  if (isNoticeKey(key, 'remind')) return 'remind';
  return isNoticeKey(key, 'escalate') ? 'escalated' : 'worse';
}
