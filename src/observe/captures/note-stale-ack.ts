import type { EndState, FlowState } from './flow-state.ts';
import type { Packet } from './packet.ts';

/**
 * Notes a SYN that is answered by an acknowledgement alone, of another sequence than the SYN's: the end that answers still has an older
 * connection on the same ports (RFC 9293, 3.5.1, "Half-Open Connections and Other Anomalies"; RFC 5961, section 4, challenge ACK). A SYN
 * that came again after its own SYN-ACK is acknowledged, too, by the connection that it opened.
 */
export function noteStaleAck(flow: FlowState, by: EndState, packet: Packet): void {
  const { flags, seq, ack, lengthBytes = 0 } = packet;
  const isSyn = flags.includes('S');
  const syn = flow.lastSyn;
  if (isSyn && !flags.includes('.')) {
    const isRepeated = syn?.by === by && syn.seq === seq && flow.ends.some(({ synAcks }) => synAcks > 0);
    flow.lastSyn = { by, seq, isRepeated, isUnanswered: true };
    return;
  }
  if (syn === undefined || by === syn.by || !syn.isUnanswered) return;
  syn.isUnanswered = false;
  const isBare = flags === '.' && lengthBytes === 0;
  const isOfSyn = syn.seq === undefined || ack === undefined || ack === syn.seq + 1;
  if (isBare && !isOfSyn && !syn.isRepeated) flow.staleAck ??= { by, ack };
}
