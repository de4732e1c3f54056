import type { FieldValue } from '../../model/fields.ts';
import type { Observation } from '../../model/observation.ts';
import type { ReadContext } from '../block-reader.ts';
import type { EndState, FlowState, PacketLines } from './flow-state.ts';
import { heartbeatEverySec } from './heartbeat-track.ts';
import { missedHeartbeat } from './missed-heartbeat.ts';
import { endpointName } from './packet.ts';

export interface FlowEnds {
  client: EndState;
  server: EndState;
}

/** A service name in place of a number is the server's; of two numbers the higher is the client's. */
function rankOfPort(port: string): number {
  return /^\d+$/.test(port) ? Number(port) : -1;
}

/** Who is client: the sender of the SYN, else the receiver of the SYN-ACK, else the higher port, else who spoke first. */
export function flowEnds(flow: FlowState): FlowEnds {
  const [one, two] = flow.ends;
  const turned =
    one.syns > 0 || two.syns > 0
      ? one.syns === 0
      : one.synAcks > 0 || two.synAcks > 0
        ? one.synAcks > 0
        : rankOfPort(one.end.port) < rankOfPort(two.end.port);
  return turned ? { client: two, server: one } : { client: one, server: two };
}

function who(ends: FlowEnds, did: (end: EndState) => boolean): 'client' | 'server' | 'both' | undefined {
  if (did(ends.client)) return did(ends.server) ? 'both' : 'client';
  return did(ends.server) ? 'server' : undefined;
}

function tidySec(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}

/** A wait, as a person would say it: to the millisecond only where it is short. */
function waitSec(seconds: number): number {
  return seconds < 10 ? tidySec(seconds) : Math.round(seconds * 10) / 10;
}

function openingFields({ client, server }: FlowEnds): Record<string, FieldValue | undefined> {
  const opened = client.syns > 0;
  const resentSynAcks = client.packets === client.syns && server.synAcks > 1 ? server.synAcks : undefined;
  const shook = opened && server.synAcks > 0 && resentSynAcks === undefined;
  const talked = (client.acked || client.data) && (server.acked || server.data);
  return {
    established: shook || talked ? true : opened ? false : undefined,
    synCount: opened ? client.syns : undefined,
    // A refusal is an answer too: only silence leaves a SYN unanswered.
    synAckUnanswered: resentSynAcks,
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
    heartbeatEverySec(ends.client.heartbeats, port) || heartbeatEverySec(ends.server.heartbeats, port);
  return {
    heartbeatBy: who(ends, (end) => heartbeatEverySec(end.heartbeats, port) !== undefined),
    heartbeatEverySec: everySec || undefined,
    ...missedHeartbeat(flow, ends, everySec || 0, endSec),
  };
}

function finAckedOnlyBy(ends: FlowEnds): string | undefined {
  if (ends.client.rst || ends.server.rst) return undefined;
  if (ends.client.ackedFin && !ends.client.fin) return 'client';
  return ends.server.ackedFin && !ends.server.fin ? 'server' : undefined;
}

/** Since when an end that has acknowledged a FIN has neither closed nor sent anything. */
function finUnansweredSec(ends: FlowEnds, endSec: number | undefined): number | undefined {
  const by = finAckedOnlyBy(ends);
  const end = by === 'client' ? ends.client : by === 'server' ? ends.server : undefined;
  if (end?.ackedFinSec === undefined || endSec === undefined) return undefined;
  return waitSec(endSec - Math.max(end.ackedFinSec, end.lastDataSec ?? 0));
}

/** What one end has sent without an answer until it gave up, or until the capture ends. */
function unansweredFields(
  { unanswered, closed }: FlowState,
  ends: FlowEnds,
  endSec: number | undefined,
): Record<string, FieldValue | undefined> {
  if (unanswered === undefined || unanswered.resends + unanswered.probes === 0) return {};
  const { by, sinceSec, silenceSec, resends, probes } = unanswered;
  const untilSec = closed?.by === by && by.rst ? closed.sec : endSec;
  return {
    unansweredBy: by === ends.client ? 'client' : 'server',
    unansweredResends: resends > 0 ? resends : undefined,
    unansweredProbes: probes > 0 ? probes : undefined,
    unansweredSec: untilSec === undefined ? undefined : waitSec(untilSec - sinceSec),
    unansweredAfterSec: silenceSec === undefined ? undefined : waitSec(silenceSec),
  };
}

/** The silence before a packet that was answered by an RST, or by nothing. */
function quietSec({ rstAfterSilenceSec, unanswered }: FlowState): number | undefined {
  const silenceSec = rstAfterSilenceSec ?? unanswered?.silenceSec;
  return silenceSec === undefined ? undefined : waitSec(silenceSec);
}

function closingFields(
  flow: FlowState,
  ends: FlowEnds,
  endSec: number | undefined,
): Record<string, FieldValue | undefined> {
  const rst = flow.rstAfterSilenceSec;
  return {
    finBy: who(ends, (end) => end.fin),
    finAckedOnlyBy: finAckedOnlyBy(ends),
    finUnansweredSec: finUnansweredSec(ends, endSec),
    rstBy: who(ends, (end) => end.rst),
    rstAfterSilenceSec: rst === undefined ? undefined : tidySec(rst),
  };
}

function telling(flow: FlowState, ends: FlowEnds): PacketLines[] {
  const { marks, first, last, unanswered } = flow;
  if (unanswered && unanswered.resends + unanswered.probes > 1) return [first, unanswered.first, last];
  if (marks.rst) return [first, marks.answered ?? first, marks.rst];
  if (finAckedOnlyBy(ends)) return [marks.fin ?? first, marks.finAck ?? last];
  if (ends.client.syns > 0 && ends.server.packets === 0) return [first, marks.syn ?? last];
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

function flowFields(
  flow: FlowState,
  ends: FlowEnds,
  reconnects: number,
  endSec: number | undefined,
): Record<string, FieldValue> {
  const timed = flow.firstSec !== undefined && flow.lastSec !== undefined;
  const retransmits = ends.client.retransmits + ends.server.retransmits;
  return present({
    client: endpointName(ends.client.end),
    server: endpointName(ends.server.end),
    packets: flow.packets,
    durationSec: timed ? tidySec((flow.lastSec ?? 0) - (flow.firstSec ?? 0)) : undefined,
    ...openingFields(ends),
    ...closingFields(flow, ends, endSec),
    ...unansweredFields(flow, ends, endSec),
    quietSec: quietSec(flow),
    longestSilenceSec: timed ? tidySec(flow.longestSilenceSec) : undefined,
    retransmits: retransmits > 0 ? retransmits : undefined,
    zeroWindowBy: who(ends, (end) => end.zeroWindow),
    ...heartbeatFields(flow, ends, endSec),
    reconnects: reconnects > 0 ? reconnects : undefined,
  });
}

/**
 * One connection as a `flow` observation: placed at its first packet, quoting the two or three most significant lines.
 * `endSec` is when the capture ends, by its own clock: what is unanswered then has been so until then.
 */
export function flowObservation(
  flow: FlowState,
  context: ReadContext,
  reconnects: number,
  endSec: number | undefined,
): Observation {
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
    fields: flowFields(flow, ends, reconnects, endSec),
  };
}
