import type { EndState, FlowState, PacketLines } from './flow-state.ts';
import type { Packet } from './packet.ts';

/** An acknowledgement that nothing called for comes this long after the last packet: delayed ones take at most 0.5 s (RFC 1122). */
const UNCALLED_SEC = 1;

/** How long nobody had sent anything before; undefined for the first packet, and where packets before were left out. */
export function pauseBefore({ lastSec, isCut }: FlowState, sec: number): number | undefined {
  return lastSec === undefined || isCut ? undefined : sec - lastSec;
}

/**
 * Whether a segment is a keepalive probe: no payload or one byte, which the other end has had already (RFC 1122 4.2.3.6). tcpdump
 * prints no sequence number for an empty one, so an acknowledgement that repeats the one before after a pause is taken for one.
 */
export function isProbe(flow: FlowState, by: EndState, packet: Packet, sec: number): boolean {
  if (packet.probe) return true;
  if (packet.flags !== '.' || (packet.lengthBytes ?? 0) > 1) return false;
  if (packet.seq !== undefined && by.highestSeq > 0) return packet.seq === by.highestSeq - 1;
  const gap = pauseBefore(flow, sec) ?? 0;
  const same = packet.ack === by.lastAck && packet.window === by.lastWindow;
  return !packet.lengthBytes && gap >= UNCALLED_SEC && same;
}

/** Notes a packet that may wait for an answer, or that is one. It comes before the flow's own time moves on. */
export function noteUnanswered(
  flow: FlowState,
  by: EndState,
  sent: 'data' | 'resend' | 'probe' | undefined,
  sec: number,
  lines: PacketLines,
): void {
  if (flow.unanswered?.by !== by) delete flow.unanswered;
  if (sent === undefined) return;
  flow.unanswered ??= {
    by,
    sinceSec: sec,
    silenceSec: pauseBefore(flow, sec),
    resends: 0,
    probes: 0,
    first: lines,
  };
  if (sent === 'resend') flow.unanswered.resends += 1;
  if (sent === 'probe') flow.unanswered.probes += 1;
}
