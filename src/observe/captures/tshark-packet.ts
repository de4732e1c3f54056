import type { Endpoint, Packet } from './packet.ts';

const ROW =
  /^\s{0,9}\d{1,9}\s+(\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d\.\d+|\d\d:\d\d:\d\d\.\d+|\d{1,10}\.\d{1,9})\s+(\S+)\s+(?:(?:→|->)\s+)?(\S+)\s+([A-Za-z][\w./]*)\s+(\d{1,6})\s+(\S.*)$/;
const SEGMENT = /(?:^|\s)([\w-]+(?:\([\d]+\))?)\s+(?:→|->|>)\s+([\w-]+(?:\(\d+\))?)\s+\[([A-Z, ]{3,40})\]/;
const ADDRESS = /^(?:[0-9a-fA-F:.%]{2,60}|[A-Za-z0-9][\w.-]*)$/;
const NUMERIC = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-fA-F]{0,4}:[0-9a-fA-F:.%]{1,60})$/;
const HEARTBEAT = /^(?:Heartbeat|Ping (?:Request|Response))\b/;
/** Protocols that ride on TCP and whose rows name no ports. */
const OVER_TCP = /^(?:TCP|AMQP|MQTT|TLS|SSL|HTTP|NATS|Kafka|MySQL|PGSQL|Redis|RESP|STOMP|OpenWire)/i;
const LETTERS: Record<string, string> = { SYN: 'S', FIN: 'F', RST: 'R', PSH: 'P', ACK: '.' };
const MAX_CHARS = 4096;

function value(info: string, name: string): number | undefined {
  const found = new RegExp(`\\b${name}=(\\d{1,10})\\b`).exec(info);
  return found ? Number(found[1]) : undefined;
}

function numbers(info: string): Partial<Packet> {
  const seq = value(info, 'Seq');
  const lengthBytes = value(info, 'Len');
  const ack = value(info, 'Ack');
  const window = value(info, 'Win');
  return {
    ...(seq !== undefined && { seq }),
    ...(seq !== undefined && lengthBytes ? { seqEnd: seq + lengthBytes } : {}),
    ...(ack !== undefined && { ack }),
    ...(window !== undefined && { window }),
    ...(lengthBytes !== undefined && { lengthBytes }),
  };
}

function port(printed: string | undefined): string {
  return /\((\d+)\)$/.exec(printed ?? '')?.[1] ?? printed ?? '';
}

/**
 * Reads one row of tshark or of Wireshark's packet list as text (`1 0.000000 A → B TCP 74 51234 → 5672 [SYN] …`).
 * A row of a protocol above TCP (AMQP, MQTT) names no ports: both are empty, and the caller matches it by address.
 */
export function tsharkPacket(text: string): Packet | undefined {
  if (text.length > MAX_CHARS) return undefined;
  const row = ROW.exec(text);
  if (!row || !ADDRESS.test(row[2] ?? '') || !ADDRESS.test(row[3] ?? '')) return undefined;
  const info = row[6] ?? '';
  const segment = SEGMENT.exec(info);
  if (!segment && !(OVER_TCP.test(row[4] ?? '') && NUMERIC.test(row[2] ?? '') && NUMERIC.test(row[3] ?? '')))
    return undefined;
  const from: Endpoint = { address: row[2] ?? '', port: port(segment?.[1]) };
  const to: Endpoint = { address: row[3] ?? '', port: port(segment?.[2]) };
  const flags = segment ? (segment[3] ?? '').split(', ').map((name) => LETTERS[name] ?? '') : ['P', '.'];
  return {
    from,
    to,
    flags: flags.join(''),
    stamp: (row[1] ?? '').trim(),
    ...numbers(info),
    ...(HEARTBEAT.test(info) && { heartbeat: true }),
    ...(/^\[TCP (?:\w+ )?Retransmission\]/.test(info) && { retransmitted: true }),
  };
}
