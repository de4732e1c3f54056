import type { Line } from '../line.ts';
import { type HeartbeatTrack, newHeartbeatTrack, trackHeartbeat } from './heartbeat-track.ts';
import type { Endpoint, Packet } from './packet.ts';

/** What one end of a connection did. */
export interface EndState {
  end: Endpoint;
  packets: number;
  acked: boolean;
  data: boolean;
  syns: number;
  synAcked: boolean;
  fin: boolean;
  ackedFin: boolean;
  rst: boolean;
  zeroWindow: boolean;
  retransmits: number;
  highestSeq: number;
  heartbeats: HeartbeatTrack;
}

/** A packet's lines: one, or two with `tcpdump -v`. */
export interface PacketLines {
  line: number;
  endLine: number;
  verbatim: string;
}

/** One connection while its packets are read. It keeps counts and a few significant lines, never the packets. */
export interface FlowState {
  ends: [EndState, EndState];
  packets: number;
  first: PacketLines;
  last: PacketLines;
  firstSec?: number;
  lastSec?: number;
  atMs?: number;
  longestSilenceSec: number;
  rstAfterSilenceSec?: number;
  /** The packet that ended a silence and has had no answer yet. */
  wake?: { by: EndState; silenceSec: number; atSec: number };
  endedLine?: number;
  marks: Partial<
    Record<'syn' | 'fin' | 'finAck' | 'rst' | 'answered' | 'zeroWindow' | 'retransmit', PacketLines>
  >;
}

/** A pause this long is a silence; an RST counts as its answer when it comes within ANSWER_SEC. */
const SILENCE_SEC = 5;
const ANSWER_SEC = 60;
/** Two printed sequence numbers further apart than this are not of one numbering (absolute, then relative). */
const SAME_NUMBERING = 16_777_216;

function newEnd(end: Endpoint): EndState {
  return {
    end,
    packets: 0,
    acked: false,
    data: false,
    syns: 0,
    synAcked: false,
    fin: false,
    ackedFin: false,
    rst: false,
    zeroWindow: false,
    retransmits: 0,
    highestSeq: -1,
    heartbeats: newHeartbeatTrack(),
  };
}

export function newFlow(packet: Packet, lines: PacketLines): FlowState {
  const ends: [EndState, EndState] = [newEnd(packet.from), newEnd(packet.to)];
  return { ends, packets: 0, first: lines, last: lines, longestSilenceSec: 0, marks: {} };
}

export function packetLines(from: Line, to: Line = from): PacketLines {
  const verbatim = from === to ? from.verbatim : `${from.verbatim}\n${to.verbatim}`;
  return { line: from.number, endLine: to.number, verbatim };
}

/** A repeated range lies below what was already sent; a keepalive probe repeats one byte at most. */
function isRepeated(end: EndState, packet: Packet): boolean {
  if (packet.retransmitted) return true;
  const seqEnd = packet.seqEnd;
  if (seqEnd === undefined || packet.seq === undefined || seqEnd - packet.seq <= 1) return false;
  return seqEnd <= end.highestSeq && end.highestSeq - seqEnd < SAME_NUMBERING;
}

function noteData(
  flow: FlowState,
  by: EndState,
  packet: Packet,
  sec: number | undefined,
  lines: PacketLines,
): void {
  if (isRepeated(by, packet)) {
    by.retransmits += 1;
    flow.marks.retransmit = lines;
    return;
  }
  const jumped = Math.abs((packet.seqEnd ?? 0) - by.highestSeq) >= SAME_NUMBERING;
  if (packet.seqEnd !== undefined) {
    by.highestSeq = jumped ? packet.seqEnd : Math.max(by.highestSeq, packet.seqEnd);
  }
  if (!packet.lengthBytes && !packet.heartbeat) return;
  trackHeartbeat(by.heartbeats, packet, sec, !by.data && flow.ends.some((end) => end.syns > 0));
  by.data = true;
}

function noteFlags(flow: FlowState, by: EndState, other: EndState, packet: Packet, lines: PacketLines): void {
  const { flags } = packet;
  const isSyn = flags.includes('S');
  const isRst = flags.includes('R');
  if (isSyn && flags.includes('.')) by.synAcked = true;
  else if (isSyn) {
    by.syns += 1;
    flow.marks.syn = lines;
  }
  if (flags.includes('.') && !isSyn && !isRst) {
    by.acked = true;
    if (other.fin && !by.ackedFin) {
      by.ackedFin = true;
      flow.marks.finAck = lines;
    }
  }
  if (flags.includes('F') && !by.fin) {
    by.fin = true;
    flow.marks.fin = lines;
  }
  if (packet.window === 0 && !isRst && !isSyn && !by.zeroWindow) {
    by.zeroWindow = true;
    flow.marks.zeroWindow = lines;
  }
  if (isRst && !by.rst) {
    by.rst = true;
    flow.marks.rst = lines;
    flow.marks.answered = flow.last;
  }
  if (isRst || (by.fin && other.fin)) flow.endedLine ??= lines.line;
}

function noteSilence(flow: FlowState, by: EndState, packet: Packet, sec: number): void {
  const gap = flow.lastSec === undefined ? 0 : sec - flow.lastSec;
  const talking = flow.ends.some((end) => end.acked || end.data);
  if (talking && flow.endedLine === undefined) flow.longestSilenceSec = Math.max(flow.longestSilenceSec, gap);
  if (packet.flags.includes('R')) {
    const wake = flow.wake;
    if (wake && wake.by !== by && sec - wake.atSec <= ANSWER_SEC) flow.rstAfterSilenceSec ??= wake.silenceSec;
    return;
  }
  if (flow.wake && flow.wake.by !== by) delete flow.wake;
  // The sender's own repeats after the silence are not a new silence.
  if (talking && gap >= SILENCE_SEC && flow.wake?.by !== by) flow.wake = { by, silenceSec: gap, atSec: sec };
}

/** Adds one packet to its connection. `sec` is the block's clock, absent when lines have no time. */
export function addPacket(
  flow: FlowState,
  packet: Packet,
  lines: PacketLines,
  sec: number | undefined,
): void {
  const fromFirst = samePort(flow.ends[0].end, packet.from);
  const by = fromFirst ? flow.ends[0] : flow.ends[1];
  const other = fromFirst ? flow.ends[1] : flow.ends[0];
  flow.packets += 1;
  by.packets += 1;
  if (sec !== undefined) {
    noteSilence(flow, by, packet, sec);
    flow.firstSec ??= sec;
    flow.lastSec = sec;
  }
  noteFlags(flow, by, other, packet, lines);
  if (!packet.flags.includes('S')) noteData(flow, by, packet, sec, lines);
  flow.last = lines;
}

function samePort(one: Endpoint, other: Endpoint): boolean {
  return one.address === other.address && (other.port === '' || one.port === other.port);
}
