import type { Said } from './payload/said.ts';
import type { Protocol } from './payload/talk.ts';

/** One end of a connection as the tool printed it. `port` is a number or a service name; it is empty when none was printed. */
export interface Endpoint {
  address: string;
  port: string;
}

/**
 * One TCP segment as one line of a capture shows it. Sequence numbers stay as printed, relative or absolute.
 * A part that the line does not print is absent; `flags` holds the letters S, F, R, P and a dot for ACK.
 */
export interface Packet {
  from: Endpoint;
  to: Endpoint;
  flags: string;
  /** The stamp as printed, read later: its meaning depends on the whole block. */
  stamp: string;
  seq?: number;
  seqEnd?: number;
  ack?: number;
  window?: number;
  lengthBytes?: number;
  heartbeat?: boolean;
  retransmitted?: boolean;
  /** The tool itself names it a keepalive probe. */
  probe?: boolean;
  /** It carries a message of this protocol, as the tool or a person says, even where no length is printed. */
  protocol?: Protocol;
  /** What a tool or a person says that it carries. */
  said?: Said;
}

/** Writes an endpoint the way connection tables do: `10.0.0.1:5672`, `[fe80::1]:5672`, `host.example:amqp`. */
export function endpointName(end: Endpoint): string {
  const address = end.address.includes(':') ? `[${end.address}]` : end.address;
  return end.port === '' ? address : `${address}:${end.port}`;
}
