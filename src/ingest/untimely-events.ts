import type { LogEvent } from '../model/log-event.ts';
import type { StoreContext } from '../store/store-context.ts';

/** A clock that is wrong, or a zone that was misread. */
const AHEAD_MS = 3_600_000;

/** Events whose time makes it unlikely that they meet the evidence they belong to. */
export interface Untimely {
  /** Older on arrival than evidence is kept: what they belong to may be gone. */
  lateEvents: number;
  /** More than an hour ahead of now. */
  futureEvents: number;
}

/** Counts the events of a delivery that came too late or from the future. They are kept and triaged as all others. */
export function countUntimely(
  { config, nowMs }: Pick<StoreContext, 'config' | 'nowMs'>,
  events: readonly Pick<LogEvent, 'timestamp'>[],
): Untimely {
  const atMs = nowMs();
  return {
    lateEvents: events.filter(({ timestamp }) => timestamp < atMs - config.incidents.evidenceMs).length,
    futureEvents: events.filter(({ timestamp }) => timestamp > atMs + AHEAD_MS).length,
  };
}
