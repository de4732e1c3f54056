import type { FieldValue } from '../../model/fields.ts';
import type { EndState, FlowState } from './flow-state.ts';
import { hasBeaten, hasBeatenLast, isKnownBeat } from './heartbeat-track.ts';

/** An end is silent when it has sent nothing for so many times the usual pause between heartbeats: brokers wait 1.5 (MQTT) to 2 (AMQP) times. */
const SILENT_BEATS = 1.4;
/** Where nobody has closed yet, the next beat may only be late. */
const SILENT_BEATS_WHILE_OPEN = 2.5;
/**
 * An end that never beat owes beats all the same where its protocol has them. RabbitMQ beats twice in a time-out and drops a client
 * that was silent for two to three time-outs (rabbit_heartbeat.erl): four to six beats. It closes the socket without a word
 * (rabbit_net:fast_close), which is an RST where bytes were unread and a FIN where none were; an orderly close sends a method first.
 */
const SILENT_BEATS_UNSEEN = 3.8;
/**
 * A server that sends once in each time-out, and drops after two of them, is as wordless; where the client writes afterwards and is answered
 * by RST, it did not know of an end.
 */
const SILENT_BEATS_UNAWARE = 2.9;
/** An agreed time-out is passed by half in MQTT (3.1.1, section 3.1.2.10), in AMQP twice over. */
const AGREED_SHARE: ReadonlyMap<string, number> = new Map([
  ['mqtt', 1.4],
  ['amqp', 1.9],
]);
/** Bytes sent again so often without an acknowledgement are a matter of the path or the host: a busy process has a kernel that answers. */
const PATH_RESENDS = 3;

interface Ends {
  client: EndState;
  server: EndState;
}

/** How long an end had sent no payload by a moment, as far as its packets were in the paste. */
function quietSec(flow: FlowState, end: EndState, untilSec: number): number {
  return (
    untilSec - Math.max(end.lastDataOpenSec ?? -Infinity, flow.blindUntilSec ?? -Infinity, flow.firstSec ?? 0)
  );
}

/** After how long a silence an end that the other has closed counts as silent; undefined where it owes no heartbeats. */
function patienceSec(
  { told, closed }: FlowState,
  end: EndState,
  ends: Ends,
  everySec: number,
): number | undefined {
  const { agreedSec, protocol = '' } = told ?? {};
  const share = AGREED_SHARE.get(protocol);
  // An MQTT server answers pings, and sends none.
  if (agreedSec && share && (end === ends.client || protocol !== 'mqtt')) return share * agreedSec;
  const port = ends.server.end.port;
  if (hasBeaten(end.heartbeats, port)) return SILENT_BEATS * everySec;
  const other = end === ends.client ? ends.server : ends.client;
  const isUnaware =
    end.lastDataSec !== undefined && closed !== undefined && end.lastDataSec > closed.sec && other.rst;
  const beats = isUnaware ? SILENT_BEATS_UNAWARE : SILENT_BEATS_UNSEEN;
  const isWordless = closed?.isRst || hasBeatenLast(other.heartbeats, port, other.lastDataOpenSec);
  return isWordless && isKnownBeat(other.heartbeats, port) ? beats * everySec : undefined;
}

function isSilent(flow: FlowState, end: EndState, ends: Ends, everySec: number, untilSec: number): boolean {
  const quiet = quietSec(flow, end, untilSec);
  if (flow.closed) {
    const patience = patienceSec(flow, end, ends, everySec);
    return flow.closed.by !== end && patience !== undefined && patience > 0 && quiet >= patience;
  }
  // What pushes a small frame each second to an end that only listens is no heartbeat that this end owes.
  if (!everySec || !hasBeaten(end.heartbeats, ends.server.end.port)) return false;
  const other = end === ends.client ? ends.server : ends.client;
  const isWaiting = quietSec(flow, other, untilSec) < SILENT_BEATS * everySec;
  return isWaiting && quiet >= SILENT_BEATS_WHILE_OPEN * everySec;
}

/**
 * Which end's heartbeats stopped while the other waited for them, and for how long (seconds): until the other closed or reset the
 * connection, else until the capture ends at `endSec`. `everySec` is the usual pause between heartbeats, 0 where it is not known.
 */
export function missedHeartbeat(
  flow: FlowState,
  ends: Ends,
  everySec: number,
  endSec: number | undefined,
): Record<string, FieldValue | undefined> {
  const { closed, unanswered } = flow;
  const untilSec = closed?.sec ?? endSec;
  if (untilSec === undefined || (unanswered && unanswered.resends >= PATH_RESENDS)) return {};
  const missed = (['client', 'server'] as const).find((name) =>
    isSilent(flow, ends[name], ends, everySec, untilSec),
  );
  if (missed === undefined) return {};
  return {
    heartbeatMissedBy: missed,
    heartbeatMissedSec: Math.round(quietSec(flow, ends[missed], untilSec) * 10) / 10,
    heartbeatEnded: closed ? (closed.isRst ? 'RST' : 'FIN') : undefined,
  };
}
