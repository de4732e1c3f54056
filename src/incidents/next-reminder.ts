import type { Config, Route } from '../model/config.ts';
import type { Incident } from '../model/incident.ts';
import { escalationKey, isNoticeKey, noticeKey } from '../model/notice-key.ts';

/** When people were notified of an incident; part of its head and of the incident. Times are epoch milliseconds, 0 for never. */
export interface Reminding {
  state: Incident['state'];
  /** When people were last notified. */
  notifiedMs: number;
  /** When its card was first due, or when it came back. */
  cardMs: number;
  /** Since when it has its owner. */
  ownedMs: number;
  /** Reminders sent while nobody had it, and to its owner. */
  repeats: number;
  reminds: number;
  isEscalated: boolean;
  /** How many steps of its escalation were sent; absent where an earlier version counted. */
  escalations?: number;
}

/** The reminder state of an incident. */
export function remindingOf({ state, notified, owner, openedMs, flaps, timeline }: Incident): Reminding {
  const keys = Object.keys(notified.messages);
  const back = flaps > 0 ? timeline.findLast(({ what, by }) => what === 'came back' && !by) : undefined;
  return {
    state,
    notifiedMs: notified.notifiedMs ?? 0,
    cardMs: back?.atMs ?? notified.reservedMs ?? openedMs,
    ownedMs: owner?.atMs ?? 0,
    repeats: notified.repeats,
    reminds: keys.filter((key) => isNoticeKey(key, 'remind')).length,
    isEscalated: keys.includes(noticeKey('escalate', flaps)),
    escalations: stepsSent(keys, flaps),
  };
}

/** How many steps of an escalation were sent since the incident came back so many times. */
export function stepsSent(keys: readonly string[], flaps: number): number {
  let step = 0;
  while (keys.includes(escalationKey(flaps, step))) step++;
  return step;
}

/**
 * The next reminder of an open incident and when it is due: nobody has it (`escalate` step by step, if the route says to whom, and
 * `repeat` after ever twice the time), or its owner has had it for long (`remind`). Undefined when none will come.
 */
export function nextReminder(
  { state, notifiedMs, cardMs, ownedMs, repeats, reminds, isEscalated, escalations }: Reminding,
  { repeatMs, remindMs }: Pick<Config['incidents'], 'repeatMs' | 'remindMs'>,
  escalate: Route['escalate'],
): { kind: 'escalate' | 'repeat' | 'remind'; atMs: number } | undefined {
  if (state !== 'open' || notifiedMs === 0) return undefined;
  if (ownedMs > 0) return { kind: 'remind', atMs: Math.max(ownedMs, notifiedMs) + remindMs * 2 ** reminds };
  const repeat = { kind: 'repeat' as const, atMs: notifiedMs + repeatMs * 2 ** repeats };
  const step = escalate?.[escalations ?? Number(isEscalated)];
  if (!step) return repeat;
  const escalation = { kind: 'escalate' as const, atMs: cardMs + step.afterMs };
  return escalation.atMs <= repeat.atMs ? escalation : repeat;
}
