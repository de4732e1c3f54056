/** One TCP segment as it lies in a frame. Places are offsets into `bytes`. */
export interface Segment {
  bytes: Uint8Array;
  /** The source address; the destination lies behind it, and both are of the same length, 4 or 16. */
  addresses: number;
  addressBytes: 4 | 16;
  sourcePort: number;
  targetPort: number;
  seq: number;
  ack: number;
  /** The flag byte of the header: FIN 1, SYN 2, RST 4, PSH 8, ACK 16. */
  flags: number;
  window: number;
  /** Length of the payload as it was sent, which the capture may have cut. */
  lengthBytes: number;
  /** The payload as far as it was captured: from here to `payloadEnd`. */
  payload: number;
  payloadEnd: number;
}

const TCP = 6;
const HOP_BY_HOP = 0;
const ROUTING = 43;
const FRAGMENT = 44;
const AUTHENTICATION = 51;
const DESTINATION = 60;
const IPV4_BYTES = 20;
const IPV6_BYTES = 40;
const TCP_BYTES = 20;

/** Where a header above IP begins, and where the packet ends as it was sent. */
interface Carried {
  protocol: number;
  at: number;
  sentEnd: number;
  isLaterFragment: boolean;
}

/**
 * Reads the TCP segment of an IP packet that begins at `from` (RFC 791, RFC 8200 with its extension headers, RFC 9293). Undefined
 * where it carries something else, is a later fragment, or was cut before the end of the TCP header.
 */
export function tcpSegment(bytes: Uint8Array, from: number, to: number): Segment | undefined {
  const version = (bytes[from] ?? 0) >> 4;
  const carried =
    version === 4 ? overIpv4(bytes, from, to) : version === 6 ? overIpv6(bytes, from, to) : undefined;
  if (carried?.protocol !== TCP || carried.isLaterFragment || carried.at + TCP_BYTES > to) return undefined;
  const { at, sentEnd } = carried;
  const payload = at + ((bytes[at + 12] ?? 0) >> 4) * 4;
  return {
    bytes,
    addresses: from + (version === 4 ? 12 : 8),
    addressBytes: version === 4 ? 4 : 16,
    sourcePort: word(bytes, at),
    targetPort: word(bytes, at + 2),
    seq: long(bytes, at + 4),
    ack: long(bytes, at + 8),
    flags: bytes[at + 13] ?? 0,
    window: word(bytes, at + 14),
    lengthBytes: Math.max(0, sentEnd - payload),
    payload,
    // Ethernet pads short frames: what lies behind the packet's own length is not payload.
    payloadEnd: Math.max(payload, Math.min(to, sentEnd)),
  };
}

function overIpv4(bytes: Uint8Array, from: number, to: number): Carried | undefined {
  if (from + IPV4_BYTES > to) return undefined;
  const headerBytes = ((bytes[from] ?? 0) & 15) * 4;
  // Segmentation offload leaves the length 0 in what the host itself captures.
  const totalBytes = word(bytes, from + 2) || to - from;
  return {
    protocol: bytes[from + 9] ?? 0,
    at: from + headerBytes,
    sentEnd: from + totalBytes,
    isLaterFragment: (word(bytes, from + 6) & 0x1fff) !== 0,
  };
}

function overIpv6(bytes: Uint8Array, from: number, to: number): Carried | undefined {
  if (from + IPV6_BYTES > to) return undefined;
  const payloadBytes = word(bytes, from + 4) || to - from - IPV6_BYTES;
  let protocol = bytes[from + 6] ?? 0;
  let at = from + IPV6_BYTES;
  let isLaterFragment = false;
  while (at + 8 <= to) {
    if (protocol === FRAGMENT) isLaterFragment = (word(bytes, at + 2) & 0xfff8) !== 0;
    else if (![HOP_BY_HOP, ROUTING, DESTINATION, AUTHENTICATION].includes(protocol)) break;
    const length = bytes[at + 1] ?? 0;
    const headerBytes =
      protocol === FRAGMENT ? 8 : protocol === AUTHENTICATION ? (length + 2) * 4 : (length + 1) * 8;
    protocol = bytes[at] ?? 0;
    at += headerBytes;
  }
  return { protocol, at, sentEnd: from + IPV6_BYTES + payloadBytes, isLaterFragment };
}

function word(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}

function long(bytes: Uint8Array, at: number): number {
  return ((word(bytes, at) << 16) | word(bytes, at + 2)) >>> 0;
}
