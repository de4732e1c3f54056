/** Builds capture files byte by byte, so that tests can say what lies in them. */

interface Segment {
  fromPort?: number;
  toPort?: number;
  flags?: number;
  seq?: number;
  ack?: number;
  payload?: Uint8Array | string;
  /** Turned: from the server to the client. */
  isServers?: boolean;
}

/** The parts of a frame, joined. */
export function bytesOf(...parts: (Uint8Array | readonly number[] | string)[]): Uint8Array {
  return new Uint8Array(
    Buffer.concat(
      parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))),
    ),
  );
}

/** Numbers of two and four bytes, highest first. */
export const word = (value: number) => [(value >> 8) & 255, value & 255];
export const long = (value: number) => [...word(Math.floor(value / 65_536)), ...word(value % 65_536)];

/** A TCP segment over IPv4, from 10.0.0.1:40000 to 10.0.0.2:5672. */
export function ipv4({ payload = '', isServers = false, ...rest }: Segment = {}): Uint8Array {
  const tcp = segment({ payload, isServers, ...rest });
  const ends = isServers ? [10, 0, 0, 2, 10, 0, 0, 1] : [10, 0, 0, 1, 10, 0, 0, 2];
  return bytesOf([0x45, 0], word(20 + tcp.length), [0, 0, 0, 0, 64, 6, 0, 0], ends, tcp);
}

/** The same over IPv6, from 2001:db8::1 to ::ffff:10.0.0.2, behind a hop-by-hop header. */
export function ipv6(options: Segment = {}): Uint8Array {
  const tcp = segment(options);
  const source = [0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1];
  const target = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 10, 0, 0, 2];
  return bytesOf(
    [0x60, 0, 0, 0],
    word(8 + tcp.length),
    [0, 64],
    source,
    target,
    [6, 0, 0, 0, 0, 0, 0, 0],
    tcp,
  );
}

function segment({
  fromPort = 40_000,
  toPort = 5672,
  flags = 0x18,
  seq = 1000,
  ack = 0,
  payload = '',
  isServers = false,
}: Segment): Uint8Array {
  const ports = isServers ? [...word(toPort), ...word(fromPort)] : [...word(fromPort), ...word(toPort)];
  return bytesOf(ports, long(seq), long(ack), [0x50, flags], word(512), [0, 0, 0, 0], payload);
}

/** An Ethernet frame, with VLAN tags before the type. */
export function ethernet(ip: Uint8Array, ...tags: number[]): Uint8Array {
  const type = (ip[0] ?? 0) >> 4 === 4 ? 0x0800 : 0x86dd;
  return bytesOf(new Uint8Array(12).fill(2), ...tags.map((tag) => [...word(tag), 0, 7]), word(type), ip);
}

/** A pcap file of frames, one each second or at the seconds given, from 1,800,000,000 on. */
export function pcap(
  frames: readonly Uint8Array[],
  { linkType = 1, isLittle = true, isNano = false, atSec = frames.map((_frame, i) => i) } = {},
): Uint8Array {
  const number = (value: number) => (isLittle ? long(value).toReversed() : long(value));
  const header = [
    ...number(isNano ? 0xa1b23c4d : 0xa1b2c3d4),
    ...number(0x0002_0004),
    ...number(0),
    ...number(0),
  ];
  const records = frames.map((frame, i) =>
    bytesOf(
      number(1_800_000_000 + (atSec[i] ?? 0)),
      number(isNano ? 5e8 : 5e5),
      number(frame.length),
      number(frame.length),
      frame,
    ),
  );
  return bytesOf(header, number(262_144), number(linkType), ...records);
}
