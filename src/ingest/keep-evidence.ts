import { group } from 'd3-array';
import type { LogEvent } from '../model/log-event.ts';
import { MOST_MINUTES, minuteOf, noteEvidence, readIndex } from './evidence-index.ts';
import type { IngestContext } from './ingest-context.ts';
import { addMore, areKept, keepLines } from './kept-minute.ts';
import { inOrder, type LogDelivery } from './log-evidence.ts';
import { selectEvents } from './select-events.ts';

/** Events of one minute whose lines are kept. In a storm the rest of the minute is digested as it comes. */
export const MOST_EVENTS_A_MINUTE = 4_000;

/**
 * Keeps the events that a runbook may match, redacted, by the minute of their time. Keyed by the events' ids: the same delivery again
 * writes the same items. `matched` counts the events that a runbook may match, `kept` those that were kept.
 */
export async function keepLogEvidence(
  context: IngestContext,
  system: string,
  delivery: LogDelivery,
): Promise<{ kept: number; matched: number }> {
  const { matched, kept } = selectEvents(context.engine, inOrder(delivery.events));
  if (kept.length === 0) return { kept: 0, matched };
  const { minutes } = await readIndex(context, system);
  const changed = new Map<number, { rev: number; more: number; events: number }>();
  const byMinute = [...group(kept, ({ timestamp }) => minuteOf(timestamp))].slice(-MOST_MINUTES);
  for (const [minute, events] of byMinute) {
    const before = minutes[minute]?.events ?? 0;
    changed.set(minute, await keepMinute(context, { system, minute }, delivery, events, before));
  }
  await noteEvidence(context, system, changed);
  return { kept: byMinute.reduce((sum, [, events]) => sum + events.length, 0), matched };
}

async function keepMinute(
  context: IngestContext,
  place: { system: string; minute: number },
  delivery: LogDelivery,
  events: readonly LogEvent[],
  before: number,
): Promise<{ rev: number; more: number; events: number }> {
  const isFull = before > 0 && before + events.length > MOST_EVENTS_A_MINUTE;
  if (isFull && !(await areKept(context, place, delivery, events))) {
    await addMore(context, place, delivery, events);
    return { rev: 0, more: 1, events: 0 };
  }
  const isNew = await keepLines(context, place, delivery, events);
  // What is there already counts as a change too: the run that wrote it may have been killed before it noted it.
  return { rev: 1, more: 0, events: isNew ? events.length : 0 };
}
