import type { FieldValue } from '../../model/fields.ts';
import { type FlowEnds, who } from './flow-ends.ts';
import type { FlowState } from './flow-state.ts';
import { endpointName } from './packet.ts';
import { tidySec, waitSec } from './seconds.ts';

/** Which end acknowledged the other's FIN and never sent its own. */
export function finAckedOnlyBy(ends: FlowEnds): 'client' | 'server' | undefined {
  if (ends.client.rst || ends.server.rst) return undefined;
  if (ends.client.ackedFin && !ends.client.fin) return 'client';
  return ends.server.ackedFin && !ends.server.fin ? 'server' : undefined;
}

/** Since when an end that has acknowledged a FIN has neither closed nor sent anything, and how late it acknowledged. */
function unansweredFin(ends: FlowEnds, endSec: number | undefined): Record<string, FieldValue | undefined> {
  const by = finAckedOnlyBy(ends);
  if (by === undefined || endSec === undefined) return { finAckedOnlyBy: by };
  const [end, closer] = by === 'client' ? [ends.client, ends.server] : [ends.server, ends.client];
  if (end.ackedFinSec === undefined || closer.finSec === undefined) return { finAckedOnlyBy: by };
  return {
    finAckedOnlyBy: by,
    finAckDelaySec: tidySec(end.ackedFinSec - closer.finSec),
    finUnansweredSec: waitSec(endSec - Math.max(end.ackedFinSec, end.lastDataSec ?? 0)),
  };
}

/** What one end has sent without an answer until it gave up, or until the capture ends. */
function unansweredFields(
  { unanswered, closed }: FlowState,
  ends: FlowEnds,
  { endSec, hasAnswers }: Around,
): Record<string, FieldValue | undefined> {
  if (unanswered === undefined || unanswered.resends + unanswered.probes === 0) return {};
  const { by, sinceSec, silenceSec, resends, probes } = unanswered;
  // A capture of one direction alone shows no answers.
  const hasGivenUp = closed?.by === by && by.rst;
  // Whoever gives up had no answer, whatever the capture holds (tcp_keepalive_timer of Linux resets after its last probe).
  const isTwoWay = hasGivenUp || hasAnswers || (ends.client.packets > 0 && ends.server.packets > 0);
  const untilSec = hasGivenUp ? closed.sec : endSec;
  return {
    unansweredBy: by === ends.client ? 'client' : 'server',
    unansweredResends: resends > 0 ? resends : undefined,
    unansweredProbes: probes > 0 && isTwoWay ? probes : undefined,
    unansweredSec: untilSec === undefined ? undefined : waitSec(untilSec - sinceSec),
    unansweredAfterSec: silenceSec === undefined ? undefined : waitSec(silenceSec),
  };
}

/** The silence before a packet that was answered by an RST, or by nothing. */
function quietSec({ rstAfterSilenceSec, unanswered }: FlowState): number | undefined {
  const silenceSec = rstAfterSilenceSec ?? unanswered?.silenceSec;
  return silenceSec === undefined ? undefined : waitSec(silenceSec);
}

/** What the rest of the capture says: when it ends, and whether it holds what the server sends to this client on other connections. */
interface Around {
  endSec: number | undefined;
  hasAnswers: boolean;
}

/** Who answered payload with an RST at once: an end that has no such connection, or one that ends it in use. */
export function resetFields({ reset }: FlowState, ends: FlowEnds): Record<string, FieldValue | undefined> {
  if (reset === undefined) return {};
  const byName = reset.by === ends.client ? 'client' : 'server';
  if (reset.of === 'in-use') return { resetInUseBy: byName };
  const other = reset.by === ends.client ? ends.server : ends.client;
  return {
    unknownTo: byName,
    local: endpointName(other.end),
    peer: endpointName(reset.by.end),
    peerPort: reset.by.end.port,
    presentOn: other.end.address,
    absentOn: reset.by.end.address,
    rstSeq: reset.seq,
  };
}

/** Who still has an older connection on the ports that the other end opens. */
export function staleAckFields(
  { staleAck }: FlowState,
  ends: FlowEnds,
): Record<string, FieldValue | undefined> {
  if (staleAck === undefined) return {};
  const byName = staleAck.by === ends.client ? 'client' : 'server';
  const other = byName === 'client' ? ends.server : ends.client;
  return {
    staleAckBy: byName,
    staleAck: staleAck.ack,
    local: endpointName(staleAck.by.end),
    peer: endpointName(other.end),
    peerPort: other.end.port,
    presentOn: staleAck.by.end.address,
    absentOn: other.end.address,
  };
}

/** How a connection was closed and what was never answered, until the capture ends. */
export function closingFields(
  flow: FlowState,
  ends: FlowEnds,
  around: Around,
): Record<string, FieldValue | undefined> {
  const rst = flow.rstAfterSilenceSec;
  const { closed } = flow;
  return {
    closedBy: closed && (closed.by === ends.client ? 'client' : 'server'),
    closedWith: closed && (closed.by.rst ? 'RST' : 'FIN'),
    closedAfterSec: closed?.silenceSec === undefined ? undefined : tidySec(closed.silenceSec),
    finBy: who(ends, (end) => end.fin),
    ...unansweredFin(ends, around.endSec),
    rstBy: who(ends, (end) => end.rst),
    rstAfterSilenceSec: rst === undefined ? undefined : tidySec(rst),
    ...unansweredFields(flow, ends, around),
    quietSec: quietSec(flow),
  };
}
