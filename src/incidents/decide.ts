import type { Config } from '../model/config.ts';
import type { Incident, NotifyReason } from '../model/incident.ts';

/** What surrounds an incident at the moment of deciding. */
export interface Circumstances {
  nowMs: number;
  config: Pick<Config, 'incidents'>;
  /** End of the longest silence that covers it. */
  silencedUntilMs?: number;
  /** End of the quiet hours it falls in. */
  quietUntilMs?: number;
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
  const { nowMs, silencedUntilMs, quietUntilMs, config } = circumstances;
  if (incident.explainedBy) return { reason: 'explained' };
  if (silencedUntilMs !== undefined) return { reason: 'silenced', untilMs: silencedUntilMs };
  const isCritical = incident.labels['severity'] === 'critical';
  if (!isCritical && quietUntilMs !== undefined) return { reason: 'quiet-hours', untilMs: quietUntilMs };
  const waitUntilMs = incident.openedMs + config.incidents.groupWaitMs;
  if (!isCritical && nowMs < waitUntilMs) return { reason: 'waiting', untilMs: waitUntilMs };
  return { reason: 'first' };
}

function decideFurther(incident: Incident, { nowMs, silencedUntilMs, config }: Circumstances): Decision {
  const { notified, version, flaps, state } = incident;
  const due = { tell: tellKey(incident, nowMs, config) };
  const isMuted = silencedUntilMs !== undefined || incident.explainedBy !== undefined;
  if (due.tell && !isMuted && !notified.messages[due.tell])
    return { reason: reasonOf(due.tell), tell: due.tell };
  if (version === notified.version) return { reason: 'none' };
  if (state === 'resolved') return { reason: 'cleared' };
  return { reason: flaps > 0 || incident.count > notified.toldCount ? 'new-evidence' : 'edited' };
}

/**
 * The message that is due, named so that it can be told from all earlier ones: each way of getting worse, each return,
 * each end and each reminder is told once.
 */
function tellKey(
  { state, flaps, count, notified, owner, grewMs }: Incident,
  nowMs: number,
  { incidents }: Pick<Config, 'incidents'>,
): string | undefined {
  if (state === 'resolved') return `told/resolved-${flaps}`;
  if (flaps > 0 && !notified.messages[`told/back-${flaps}`]) return `told/back-${flaps}`;
  if (notified.toldCount > 0 && count >= notified.toldCount * incidents.worseFactor)
    return `told/worse-${notified.toldCount}`;
  const remindAfterMs = incidents.repeatMs * 2 ** notified.repeats;
  const isStillSeen = nowMs - grewMs < incidents.quietMs;
  if (!owner && isStillSeen && notified.toldMs !== undefined && nowMs - notified.toldMs >= remindAfterMs)
    return `told/repeat-${notified.repeats + 1}`;
  return undefined;
}

function reasonOf(key: string): NotifyReason {
  if (key.startsWith('told/resolved')) return 'cleared';
  if (key.startsWith('told/repeat')) return 'repeat';
  return 'worse';
}
