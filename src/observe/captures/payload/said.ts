/** What one payload tells of its connection, as far as its protocol is known. Nothing else of it is ever kept. */
export interface Said {
  /** Nothing but heartbeats: AMQP's frame, MQTT's and NATS's pings. */
  isHeartbeat?: true;
  /** The sender takes its leave as its protocol demands: close, DISCONNECT, Terminate, COM_QUIT. */
  isGoodbye?: true;
  /** Seconds after which a silent peer may be dropped: AMQP's tune-ok, MQTT's keep alive. 0: never. */
  agreedSec?: number;
  /** The name that a client gave itself. */
  clientName?: string;
  /** Trouble that the sender tells, worded as a program that receives it would write it. */
  message?: string;
}

/** The bytes of one payload as far as they were captured. */
export interface Payload {
  bytes: Uint8Array;
  from: number;
  to: number;
  /** Whether the server sent it. */
  isServers: boolean;
}

/** Reads what one payload of a protocol tells. A payload that begins in the middle of a message tells nothing. */
export type ReadPayload = (payload: Payload) => Said | undefined;

const MOST_TEXT = 400;

/** A text of a message, without what could drive a terminal or split a line. */
export function textAt(bytes: Uint8Array, from: number, to: number): string {
  const text = new TextDecoder().decode(bytes.subarray(from, Math.min(to, from + MOST_TEXT)));
  return text.replaceAll(/[\u0000-\u001f\u007f]+/g, ' ').trim();
}

export function wordAt(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}

export function longAt(bytes: Uint8Array, at: number): number {
  return wordAt(bytes, at) * 2 ** 16 + wordAt(bytes, at + 2);
}
