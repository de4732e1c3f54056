import { namedMessage, protocolOfName } from './named-message.ts';
import type { Endpoint, Packet } from './packet.ts';
import { type PacketCells, type PacketColumns, packetCells } from './packet-columns.ts';

const ROW =
  /^\s{0,9}\d{1,9}\s+(\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d\.\d+|\d\d:\d\d:\d\d\.\d+|\d{1,10}\.\d{1,9})\s+(\S+)\s+(?:(?:→|->)\s+)?(\S+)\s+([A-Za-z][\w./]*)\s+(?:\d{1,6}\s+(?!→|->|>))?(\S.*)$/;
const SEGMENT = /(?:^|\s)([\w-]+(?:\([\d]+\))?)\s+(?:→|->|>)\s+([\w-]+(?:\(\d+\))?)\s+\[([A-Z, ]{3,40})\]/;
const ADDRESS = /^(?:[0-9a-fA-F:.%]{2,60}|[A-Za-z0-9][\w.-]*)$/;
const NUMERIC = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-fA-F]{0,4}:[0-9a-fA-F:.%]{1,60})$/;
const HEARTBEAT = /^(?:Heartbeat|Ping (?:Request|Response))\b/;
/** Protocols that ride on TCP and whose rows name no ports. */
const OVER_TCP = /^(?:TCP|AMQP|MQTT|TLS|SSL|HTTP|NATS|Kafka|MySQL|PGSQL|Redis|RESP|STOMP|OpenWire)/i;
const LETTERS: ReadonlyMap<string, string> = new Map(
  Object.entries({ SYN: 'S', FIN: 'F', RST: 'R', PSH: 'P', ACK: '.' }),
);
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

/** A row's parts, whichever columns it stood in. */
interface PacketRow {
  stamp: string;
  source: string;
  target: string;
  protocol: string;
  info: string;
  sourcePort?: string;
  targetPort?: string;
}

function packetOf(row: PacketRow): Packet | undefined {
  const { source, target, info } = row;
  if (!ADDRESS.test(source) || !ADDRESS.test(target)) return undefined;
  const segment = SEGMENT.exec(info);
  if (!segment && !(OVER_TCP.test(row.protocol) && NUMERIC.test(source) && NUMERIC.test(target)))
    return undefined;
  const from: Endpoint = { address: source, port: row.sourcePort ?? port(segment?.[1]) };
  const to: Endpoint = { address: target, port: row.targetPort ?? port(segment?.[2]) };
  const flags = segment ? (segment[3] ?? '').split(', ').map((name) => LETTERS.get(name) ?? '') : ['P', '.'];
  return {
    from,
    to,
    flags: flags.join(''),
    stamp: row.stamp,
    ...numbers(info),
    ...(HEARTBEAT.test(info) && { heartbeat: true }),
    ...(/^\[TCP (?:\w+ )?Retransmission\]/.test(info) && { retransmitted: true }),
    ...(info.startsWith('[TCP Keep-Alive]') && { probe: true }),
    ...(!segment && messageOf(row)),
  };
}

/** A row of a protocol above TCP is a message. */
function messageOf({ protocol: name, info }: PacketRow): Partial<Packet> {
  const protocol = protocolOfName(name);
  return protocol ? { protocol, said: namedMessage(info) } : {};
}

/**
 * Reads one row of tshark or of Wireshark's packet list as text (`1 0.000000 A → B TCP 74 51234 → 5672 [SYN] …`),
 * also without the column of lengths.
 * A row of a protocol above TCP (AMQP, MQTT) names no ports: both are empty, and the caller matches it by address.
 */
export function tsharkPacket(text: string): Packet | undefined {
  if (text.length > MAX_CHARS) return undefined;
  const row = ROW.exec(text);
  if (!row) return undefined;
  const [, stamp = '', source = '', target = '', protocol = '', info = ''] = row;
  return packetOf({ stamp: stamp.trim(), source, target, protocol, info });
}

const STAMP = /^(?:\d{4}-\d\d-\d\d[ T])?\d\d:\d\d:\d\d(?:\.\d+)?Z?$|^\d{1,10}(?:\.\d{1,9})?$/;
const PORT = /^\d{1,5}$/;

function fits({ time = '', source = '', target = '', sourcePort, targetPort }: PacketCells): boolean {
  const ports = [sourcePort, targetPort].every(
    (cell) => cell === undefined || cell === '' || PORT.test(cell),
  );
  return STAMP.test(time) && ADDRESS.test(source) && ADDRESS.test(target) && ports;
}

/** Reads one row of a packet list whose header named the columns, in any order, with the ports in columns of their own or not. */
export function listedPacket(text: string, columns: PacketColumns): Packet | undefined {
  const cells = text.length > MAX_CHARS ? undefined : packetCells(text, columns, fits);
  if (!cells) return undefined;
  const { time = '', source = '', target = '', protocol = 'TCP', info = '', sourcePort, targetPort } = cells;
  const ports = { ...(sourcePort && { sourcePort }), ...(targetPort && { targetPort }) };
  return packetOf({ stamp: time, source, target, protocol, info, ...ports });
}
