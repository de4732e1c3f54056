import type { Line } from '../line.ts';
import { type HeartbeatTrack, newHeartbeatTrack } from './heartbeat-track.ts';
import type { Endpoint, Packet } from './packet.ts';
import type { Protocol } from './payload/talk.ts';

/** What one end of a connection did. */
export interface EndState {
  end: Endpoint;
  packets: number;
  acked: boolean;
  data: boolean;
  syns: number;
  synAcks: number;
  fin: boolean;
  ackedFin: boolean;
  finSec?: number;
  ackedFinSec?: number;
  rst: boolean;
  zeroWindow: boolean;
  retransmits: number;
  highestSeq: number;
  lastAck?: number;
  lastWindow?: number;
  lastDataSec?: number;
  /** The same, while neither end had closed. */
  lastDataOpenSec?: number;
  heartbeats: HeartbeatTrack;
}

/** A packet's lines: one, or two with `tcpdump -v`. */
export interface PacketLines {
  line: number;
  endLine: number;
  verbatim: string;
}

/** A packet as it was seen. `sec` is the capture's own clock, absent when packets have no time. */
export interface SeenPacket {
  packet: Packet;
  lines: PacketLines;
  sec: number | undefined;
  atMs: number | undefined;
  /** What it carries, where the capture holds it. */
  payload?: { bytes: Uint8Array; from: number; to: number };
}

/** What one end has sent since it last heard from the other. */
interface Unanswered {
  by: EndState;
  sinceSec: number;
  /** How long nobody had sent anything before it. Undefined when the capture begins with it. */
  silenceSec: number | undefined;
  resends: number;
  probes: number;
  first: PacketLines;
}

/** Who sent it, and with which sequence number. `of` tells what its sender had: no such connection, or one in use. */
interface Reset {
  by: EndState;
  of: 'unknown' | 'in-use';
  seq: number | undefined;
}

/** What the payloads of a connection told, where they were captured. */
export interface Told {
  protocol?: Protocol;
  /** Seconds of silence after which a peer may be dropped, as the two ends agreed. */
  agreedSec?: number;
  clientName?: string;
  /** Who took leave as the protocol demands. */
  goodbyeBy?: EndState;
  /** Trouble that an end told the other. */
  messages: { text: string; lines: PacketLines; atMs: number | undefined }[];
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
  /** What one end has sent without an answer so far. */
  unanswered?: Unanswered;
  /** When either end last sent payload that was new. */
  lastDataSec?: number;
  /** Payload that ended a silence, as long as the other end has sent none since. */
  spoke?: { by: EndState; silenceSec: number; atSec: number };
  /** The first FIN or RST: whose, which, when, and how long neither end had sent payload, but for what its sender said as it closed. */
  closed?: { by: EndState; isRst: boolean; sec: number; silenceSec: number | undefined };
  told?: Told;
  /** The last packet: whose, when, and whether it brought payload. */
  lastPacket?: { by: EndState; sec: number | undefined; hasPayload: boolean };
  /** An RST that answered payload at once while neither end had closed. */
  reset?: Reset;
  /** The last SYN: whose, whether it opened the connection before, and whether the other end has sent nothing since. */
  lastSyn?: { by: EndState; seq: number | undefined; isRepeated: boolean; isUnanswered: boolean };
  /** Who answered a SYN with an acknowledgement of an older connection on the same ports, and what it acknowledged. */
  staleAck?: { by: EndState; ack: number };
  /** Packets after the last one were left out of the paste. */
  isCut?: boolean;
  /** When packets were seen again after some had been left out. */
  blindUntilSec?: number;
  endedLine?: number;
  marks: Partial<
    Record<
      'syn' | 'beforeClose' | 'fin' | 'finAck' | 'rst' | 'answered' | 'zeroWindow' | 'retransmit',
      PacketLines
    >
  >;
}

function newEnd(end: Endpoint): EndState {
  return {
    end,
    packets: 0,
    acked: false,
    data: false,
    syns: 0,
    synAcks: 0,
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
