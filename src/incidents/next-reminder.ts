import type { Config, Route } from '../model/config.ts';
import type { Incident } from '../model/incident.ts';

/** What a listing and an incident both know of when people were told. Times are epoch milliseconds, 0 when it never happened. */
export interface Reminding {
  state: Incident['state'];
  /** When a person was last told anything. */
  toldMs: number;
  /** When its card was first due, or when it came back. */
  cardMs: number;
  /** Since when it has its owner. */
  ownedMs: number;
  /** Reminders sent while nobody had it, and to its owner. */
  repeats: number;
  reminds: number;
  isEscalated: boolean;
}

/** What an incident tells of its reminders. */
export function remindingOf({ state, notified, owner, openedMs, flaps, timeline }: Incident): Reminding {
  const keys = Object.keys(notified.messages);
  const back = flaps > 0 ? timeline.findLast(({ what, by }) => what === 'came back' && !by) : undefined;
  return {
    state,
    toldMs: notified.toldMs ?? 0,
    cardMs: back?.atMs ?? notified.grantedMs ?? openedMs,
    ownedMs: owner?.atMs ?? 0,
    repeats: notified.repeats,
    reminds: keys.filter((key) => key.startsWith('told/remind-')).length,
    isEscalated: keys.includes(`told/escalate-${flaps}`),
  };
}

/**
 * The next reminder of an open incident and when it is due: nobody has it (`escalate` once, if the route says to whom, then
 * `repeat` after ever twice the time), or its owner has had it for long (`remind`). Undefined when none will come.
 */
export function nextReminder(
  { state, toldMs, cardMs, ownedMs, repeats, reminds, isEscalated }: Reminding,
  { repeatMs, remindMs }: Pick<Config['incidents'], 'repeatMs' | 'remindMs'>,
  escalate: Route['escalate'],
): { kind: 'escalate' | 'repeat' | 'remind'; atMs: number } | undefined {
  if (state !== 'open' || toldMs === 0) return undefined;
  if (ownedMs > 0) return { kind: 'remind', atMs: Math.max(ownedMs, toldMs) + remindMs * 2 ** reminds };
  const repeat = { kind: 'repeat' as const, atMs: toldMs + repeatMs * 2 ** repeats };
  if (!escalate || isEscalated) return repeat;
  const escalation = { kind: 'escalate' as const, atMs: cardMs + escalate.afterMs };
  return escalation.atMs <= repeat.atMs ? escalation : repeat;
}
