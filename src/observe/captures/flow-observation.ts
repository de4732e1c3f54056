import type { FieldValue } from '../../model/fields.ts';
import type { Observation } from '../../model/observation.ts';
import type { ReadContext } from '../block-reader.ts';
import { closingFields, finAckedOnlyBy, resetFields, staleAckFields } from './ending-fields.ts';
import { type FlowEnds, flowEnds, who } from './flow-ends.ts';
import type { FlowState, PacketLines } from './flow-state.ts';
import { heartbeatEverySec } from './heartbeat-track.ts';
import { limitOfClose, limitOfWake } from './idle-limit-of.ts';
import { missedHeartbeat } from './missed-heartbeat.ts';
import { endpointName } from './packet.ts';
import { protocolOfPort } from './payload/talk.ts';
import { tidySec, waitSec } from './seconds.ts';

function openingFields({ client, server }: FlowEnds): Record<string, FieldValue | undefined> {
  const opened = client.syns > 0;
  const resentSynAcks = client.packets === client.syns && server.synAcks > 1 ? server.synAcks : undefined;
  const shook = opened && server.synAcks > 0 && resentSynAcks === undefined;
  const talked = (client.acked || client.data) && (server.acked || server.data);
  return {
    established: shook || talked ? true : opened ? false : undefined,
    synCount: opened ? client.syns : undefined,
    synAckUnanswered: resentSynAcks,
    // A refusal is an answer too: only silence leaves a SYN unanswered.
    synAnswered: opened ? server.synAcks > 0 || server.rst || server.packets > 0 : undefined,
  };
}

function heartbeatFields(
  flow: FlowState,
  ends: FlowEnds,
  endSec: number | undefined,
): Record<string, FieldValue | undefined> {
  const port = ends.server.end.port;
  const everySec =
    heartbeatEverySec(ends.client.heartbeats, port) ||
    heartbeatEverySec(ends.server.heartbeats, port) ||
    agreedEverySec(flow);
  return {
    heartbeatBy: who(ends, (end) => heartbeatEverySec(end.heartbeats, port) !== undefined),
    heartbeatEverySec: everySec || undefined,
    ...missedHeartbeat(flow, ends, everySec, endSec),
  };
}

/** AMQP sends a heartbeat after half the time-out that was agreed, MQTT a ping after its keep alive. */
function agreedEverySec({ told }: FlowState): number {
  return (told?.agreedSec ?? 0) / (told?.protocol === 'amqp' ? 2 : 1);
}

function toldFields({ told }: FlowState, ends: FlowEnds): Record<string, FieldValue | undefined> {
  return {
    protocol: told?.protocol ?? protocolOfPort(ends.server.end.port),
    agreedSec: told?.agreedSec,
    clientName: told?.clientName,
    goodbyeBy: who(ends, (end) => end === told?.goodbyeBy),
  };
}

function telling(flow: FlowState, ends: FlowEnds): PacketLines[] {
  const { marks, first, last, unanswered } = flow;
  if (unanswered && unanswered.resends + unanswered.probes > 1) return [first, unanswered.first, last];
  if (marks.rst) return [first, marks.answered ?? first, marks.rst];
  if (finAckedOnlyBy(ends)) return [marks.fin ?? first, marks.finAck ?? last];
  if (ends.client.syns > 0 && ends.server.packets === 0) return [first, marks.syn ?? last];
  if (marks.fin && marks.beforeClose) return [first, marks.beforeClose, marks.fin];
  if (marks.zeroWindow) return [first, marks.zeroWindow, last];
  if (marks.retransmit) return [first, marks.retransmit, last];
  return [first, last];
}

function present(fields: Record<string, FieldValue | undefined>): Record<string, FieldValue> {
  const kept = Object.entries(fields).filter(
    (entry): entry is [string, FieldValue] => entry[1] !== undefined,
  );
  return Object.fromEntries(kept);
}

/** What the rest of the capture says of a connection: when it ends by its own clock, and what happened on others. */
export interface Beside {
  endSec: number | undefined;
  reconnects: number | undefined;
  thenUnanswered: number | undefined;
  thenConnected: number | undefined;
  idleClosedSec: number | undefined;
}

function flowFields(flow: FlowState, ends: FlowEnds, beside: Beside): Record<string, FieldValue> {
  const { endSec, reconnects, thenUnanswered, thenConnected, idleClosedSec } = beside;
  const timed = flow.firstSec !== undefined && flow.lastSec !== undefined;
  const retransmits = ends.client.retransmits + ends.server.retransmits;
  return present({
    client: endpointName(ends.client.end),
    server: endpointName(ends.server.end),
    packets: flow.packets,
    durationSec: timed ? tidySec((flow.lastSec ?? 0) - (flow.firstSec ?? 0)) : undefined,
    ...openingFields(ends),
    ...closingFields(flow, ends, { endSec, hasAnswers: thenConnected !== undefined }),
    ...resetFields(flow, ends),
    ...staleAckFields(flow, ends),
    idleClosedSec: idleClosedSec === undefined ? undefined : waitSec(idleClosedSec),
    idleLimitOf: limitOf(flow, idleClosedSec),
    thenUnanswered,
    thenConnected,
    longestSilenceSec: timed ? tidySec(flow.longestSilenceSec) : undefined,
    retransmits: retransmits > 0 ? retransmits : undefined,
    zeroWindowBy: who(ends, (end) => end.zeroWindow),
    ...heartbeatFields(flow, ends, endSec),
    ...toldFields(flow, ends),
    reconnects,
  });
}

function limitOf({ rstAfterSilenceSec, unanswered }: FlowState, idleClosedSec: number | undefined) {
  if (idleClosedSec !== undefined) return limitOfClose(idleClosedSec);
  const silenceSec = rstAfterSilenceSec ?? unanswered?.silenceSec;
  return silenceSec === undefined ? undefined : limitOfWake(silenceSec);
}

/**
 * One connection as a `flow` observation: placed at its first packet, quoting the two or three most significant lines.
 * What is unanswered when the capture ends has been so until then.
 */
export function flowObservation(flow: FlowState, context: ReadContext, beside: Beside): Observation {
  const ends = flowEnds(flow);
  const byLine = new Map(telling(flow, ends).map((lines) => [lines.line, lines.verbatim]));
  const verbatim = [...byLine]
    .toSorted(([one], [other]) => one - other)
    .map(([, text]) => text)
    .join('\n');
  return {
    kind: 'flow',
    at: { input: context.input, line: flow.first.line, endLine: flow.last.endLine },
    ...(context.role && { role: context.role }),
    ...(flow.atMs !== undefined && { atMs: flow.atMs }),
    text: verbatim,
    verbatim,
    fields: flowFields(flow, ends, beside),
  };
}
