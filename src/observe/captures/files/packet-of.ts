import type { PacketLines } from '../flow-state.ts';
import { endpointName, type Packet } from '../packet.ts';
import type { Found } from './pair-index.ts';
import type { Segment } from './tcp-segment.ts';

/** Letters as tcpdump prints them, in its order (print-tcp.c). */
const FLAGS: readonly (readonly [bit: number, letter: string])[] = [
  [1, 'F'],
  [2, 'S'],
  [4, 'R'],
  [8, 'P'],
  [16, '.'],
];
const SYN = 2;
const ACK = 16;

const flagTexts = Array.from({ length: 32 }, (_, flags) =>
  FLAGS.map(([bit, letter]) => (flags & bit ? letter : '')).join(''),
);

/** A segment as the readers of printed captures give it. Sequence numbers count from the first of each end, as tcpdump prints them. */
export function packetOf(segment: Segment, { pair, isTurned }: Found): Packet {
  const { flags, lengthBytes, window } = segment;
  const [from, to] = isTurned ? [pair.ends[1], pair.ends[0]] : pair.ends;
  const isSyn = (flags & SYN) !== 0;
  from.firstSeq = isSyn ? segment.seq : (from.firstSeq ?? segment.seq);
  const seq = isSyn ? segment.seq : (segment.seq - from.firstSeq) >>> 0;
  const packet: Packet = {
    from,
    to,
    flags: flagTexts[flags & 31] ?? '',
    stamp: '',
    seq,
    window,
    lengthBytes,
  };
  if (lengthBytes > 0) packet.seqEnd = seq + lengthBytes;
  if (flags & ACK) {
    to.firstSeq ??= (segment.ack - 1) >>> 0;
    packet.ack = (segment.ack - to.firstSeq) >>> 0;
  }
  return packet;
}

/** A packet of a file stands where its number says; its line is written, as tcpdump does, only when it is quoted. */
export class PacketLine implements PacketLines {
  readonly line: number;
  readonly #packet: Packet;
  readonly #sec: number | undefined;

  constructor(line: number, packet: Packet, sec: number | undefined) {
    this.line = line;
    this.#packet = packet;
    this.#sec = sec;
  }

  get endLine(): number {
    return this.line;
  }

  get verbatim(): string {
    const { from, to, flags, seq, seqEnd, ack, window, lengthBytes } = this.#packet;
    const range = seqEnd === undefined ? (flags === '.' ? '' : ` seq ${seq},`) : ` seq ${seq}:${seqEnd},`;
    const acknowledged = ack === undefined ? '' : ` ack ${ack},`;
    const ends = `${endpointName(from)} > ${endpointName(to)}`;
    return `${stampOf(this.#sec)}${ends}: Flags [${flags}],${range}${acknowledged} win ${window}, length ${lengthBytes}`;
  }
}

function stampOf(sec: number | undefined): string {
  return sec === undefined ? '' : `${new Date(sec * 1000).toISOString().slice(0, 23).replace('T', ' ')} `;
}
