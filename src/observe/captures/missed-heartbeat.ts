import type { FieldValue } from '../../model/fields.ts';
import type { EndState, FlowState } from './flow-state.ts';
import { hasBeaten } from './heartbeat-track.ts';

/** An end is silent when it has sent nothing for so many times the usual pause between heartbeats: brokers wait 1.5 (MQTT) to 2 (AMQP) times. */
const SILENT_BEATS = 1.4;
/** Where nobody has closed yet, the next beat may only be late. */
const SILENT_BEATS_WHILE_OPEN = 2.5;

/** How long an end had sent no payload by a moment, as far as its packets were in the paste. */
function quietSec(flow: FlowState, end: EndState, untilSec: number): number {
  return (
    untilSec - Math.max(end.lastDataSec ?? -Infinity, flow.blindUntilSec ?? -Infinity, flow.firstSec ?? 0)
  );
}

/**
 * Which end's heartbeats stopped while the other waited for them, and for how long (seconds): until the other closed or reset the
 * connection, else until the capture ends at `endSec`. `everySec` is the usual pause between heartbeats.
 */
export function missedHeartbeat(
  flow: FlowState,
  ends: { client: EndState; server: EndState },
  everySec: number,
  endSec: number | undefined,
): Record<string, FieldValue | undefined> {
  const { closed } = flow;
  const untilSec = closed?.sec ?? endSec;
  if (!everySec || untilSec === undefined) return {};
  const missed = (['client', 'server'] as const).find((name) => {
    const end = ends[name];
    // What pushes a small frame each second to an end that only listens is no heartbeat that this end owes.
    if (!hasBeaten(end.heartbeats, ends.server.end.port)) return false;
    if (closed) return closed.by !== end && quietSec(flow, end, untilSec) >= SILENT_BEATS * everySec;
    const other = name === 'client' ? ends.server : ends.client;
    const isWaiting = quietSec(flow, other, untilSec) < SILENT_BEATS * everySec;
    return isWaiting && quietSec(flow, end, untilSec) >= SILENT_BEATS_WHILE_OPEN * everySec;
  });
  if (missed === undefined) return {};
  return {
    heartbeatMissedBy: missed,
    heartbeatMissedSec: Math.round(quietSec(flow, ends[missed], untilSec) * 10) / 10,
    heartbeatEnded: closed ? (closed.by.rst ? 'RST' : 'FIN') : undefined,
  };
}
