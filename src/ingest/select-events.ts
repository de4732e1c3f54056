import type { Engine } from '../engine/triage.ts';
import type { LogEvent } from '../model/log-event.ts';

/** Events kept before and after what was selected, and at both ends of a delivery: a record may lie in two. */
const NEAR_EVENTS = 3;
/** A delivery of no more events is kept whole: it may be the middle of a record that began before it. */
const SMALL_EVENTS = 200;
/** Events that name a product's version or a client: no runbook matches them, but a diagnosis quotes them. */
const CONTEXT = /\bversion\b|Starting [A-Z]|Broker \d|client_properties/;

/** How many events a runbook may match, and those to keep: with what lies around them; of a delivery of at most `smallEvents` all. */
export function selectEvents(
  engine: Engine,
  events: readonly LogEvent[],
  smallEvents = SMALL_EVENTS,
): { matched: number; kept: readonly LogEvent[] } {
  const firstLines: number[] = [];
  let line = 1;
  for (const { message } of events) {
    firstLines.push(line);
    line += message.split('\n').length;
  }
  const ranges = engine.select(Buffer.from(events.map(({ message }) => message).join('\n')));
  const spans = ranges.map(({ firstLine, lastLine }) => [
    eventAt(firstLines, firstLine),
    eventAt(firstLines, lastLine),
  ]) as [number, number][];
  const wanted = new Set(spans.flatMap(([from, to]) => indices(from - NEAR_EVENTS, to + NEAR_EVENTS)));
  const isEdge = (i: number) => i < NEAR_EVENTS || i >= events.length - NEAR_EVENTS;
  const isKept = ({ message }: LogEvent, i: number) => wanted.has(i) || isEdge(i) || CONTEXT.test(message);
  return {
    matched: spans.reduce((sum, [from, to]) => sum + to - from + 1, 0),
    kept: events.length <= smallEvents ? events : events.filter(isKept),
  };
}

/** The last event that begins at or before a line, by bisection. */
function eventAt(firstLines: readonly number[], line: number): number {
  let [low, high] = [0, firstLines.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((firstLines[middle] ?? 0) <= line) low = middle;
    else high = middle - 1;
  }
  return low;
}

function indices(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}
