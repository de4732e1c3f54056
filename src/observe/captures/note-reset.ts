import type { EndState, FlowState } from './flow-state.ts';
import type { Packet } from './packet.ts';
import { protocolOfPort } from './payload/talk.ts';

/** An RST that comes later than this answers something else. */
const AT_ONCE_SEC = 3;

/** An acknowledgement alone asks whether a connection is alive, at the ports of servers; at others a port scan sends it (nmap -sA). */
function isAsked({ ends, packets }: FlowState): boolean {
  const protocols = ends.map(({ end }) => protocolOfPort(end.port));
  return packets === 2 && protocols.some((one) => one !== undefined && one !== 'http');
}

/**
 * Notes an RST that answers payload at once, before either end has closed. One without ACK from an end that is not seen to take part in
 * the connection, whose beginning is not in the capture either, says that it has no such connection (RFC 9293, 3.10.7.1: its sequence
 * number is what the segment acknowledged); a process that ends a connection which it has sends RST with ACK. It comes before the
 * flow's own closing is noted.
 */
export function noteReset(
  flow: FlowState,
  by: EndState,
  other: EndState,
  packet: Packet,
  sec: number | undefined,
): void {
  const { lastPacket, closed } = flow;
  if (flow.reset || closed || by.fin || other.fin || other.rst || flow.isCut) return;
  if (lastPacket?.by !== other || !(lastPacket.hasPayload || isAsked(flow))) return;
  if (sec !== undefined && lastPacket.sec !== undefined && sec - lastPacket.sec > AT_ONCE_SEC) return;
  const isBegun = flow.ends.some(({ syns, synAcks }) => syns + synAcks > 0);
  const isUnknown = !packet.flags.includes('.') && by.packets === 1 && !isBegun;
  if (!isUnknown && by.packets === 1) return;
  // After a silence another rule asks who has forgotten it.
  if (!isUnknown && flow.wake?.by === other) return;
  flow.reset = { by, of: isUnknown ? 'unknown' : 'in-use', seq: packet.seq };
}
