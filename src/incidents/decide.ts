import type { Config, Route } from '../model/config.ts';
import type { Incident, NotifyReason } from '../model/incident.ts';
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

/** Whether a person is to be told something new, and why; `untilMs` when that has to wait. */
export interface Decision {
  reason: NotifyReason;
  untilMs?: number;
  /** Key of a message that is sent once, besides making card and thread match. */
  tell?: string;
}

/**
 * Decides what is to be told of an incident now. Reads no clock and touches nothing, so that "why did it page?" has an answer.
 * It fails open: whatever is not a reason to keep quiet is a reason to tell.
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
  const due = { tell: tellKey(incident, circumstances) };
  const isMuted = silencedUntilMs !== undefined || incident.explainedBy !== undefined;
  if (due.tell && !isMuted && !notified.messages[due.tell])
    return { reason: reasonOf(due.tell), tell: due.tell };
  // Its first telling goes on: card and thread are several messages.
  if (state === 'open' && notified.messages['card'] && notified.toldMs === undefined)
    return { reason: 'first' };
  if (version === notified.version) return { reason: 'none' };
  if (state === 'resolved') return { reason: 'cleared' };
  return { reason: flaps > 0 || incident.count > notified.toldCount ? 'new-evidence' : 'edited' };
}

/**
 * The message that is due, named so that it can be told from all earlier ones: each way of getting worse, each return,
 * each end and each reminder is told once.
 */
function tellKey(incident: Incident, { nowMs, config, escalate }: Circumstances): string | undefined {
  const { state, flaps, count, notified, grewMs } = incident;
  const { incidents } = config;
  if (state === 'resolved') return `told/resolved-${flaps}`;
  if (flaps > 0 && !notified.messages[`told/back-${flaps}`]) return `told/back-${flaps}`;
  if (notified.toldCount > 0 && count >= notified.toldCount * incidents.worseFactor)
    return `told/worse-${notified.toldCount}`;
  const next = nextReminder(remindingOf(incident), incidents, escalate);
  const isStillSeen = nowMs - grewMs < incidents.quietMs;
  if (!next || !isStillSeen || nowMs < next.atMs) return undefined;
  return keyOf(next.kind, incident);
}

function keyOf(kind: 'escalate' | 'repeat' | 'remind', incident: Incident): string {
  const { repeats, reminds } = remindingOf(incident);
  return {
    escalate: `told/escalate-${incident.flaps}`,
    repeat: `told/repeat-${repeats + 1}`,
    remind: `told/remind-${reminds + 1}`,
  }[kind];
}

function reasonOf(key: string): NotifyReason {
  if (key.startsWith('told/resolved')) return 'cleared';
  if (key.startsWith('told/repeat')) return 'repeat';
  if (key.startsWith('told/remind')) return 'remind';
  return key.startsWith('told/escalate') ? 'escalated' : 'worse';
}
