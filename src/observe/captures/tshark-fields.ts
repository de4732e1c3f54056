import { namedMessage } from './named-message.ts';
import type { Packet } from './packet.ts';

/** The columns of `tshark -T fields`, by the names that were asked for with `-e`, and what parts them. */
export interface FieldColumns {
  names: readonly string[];
  separator: string;
}

const COMMAND = /\btshark\s.{0,1500}-T\s?fields\b/;
const ASKED = /\s-e\s?([A-Za-z_][\w.]{1,60})/g;
const SEPARATOR = /\s-E\s?separator=(?:"(.)"|'(.)'|(\/[ts]|\S))/;
const HEADING = /^frame\.time\w{0,20}[\t,;|](?:\S{1,60}[\t,;|]){0,12}ip\.src\b/;
const LONGEST = 2000;

/** The columns that a command line of tshark asks for, or that the heading above its rows names (`-E header=y`). */
export function fieldColumns(text: string): FieldColumns | undefined {
  if (text.length > LONGEST) return undefined;
  if (HEADING.test(text)) {
    const separator = /[\t,;|]/.exec(text)?.[0] ?? '\t';
    return { names: text.trim().split(separator), separator };
  }
  if (!COMMAND.test(text)) return undefined;
  const names = [...text.matchAll(ASKED)].map(([, name = '']) => name);
  const found = SEPARATOR.exec(text);
  const given = found?.[1] ?? found?.[2] ?? found?.[3] ?? '/t';
  const separator = given === '/t' ? '\t' : given === '/s' ? ' ' : given;
  return names.length > 2 ? { names, separator } : undefined;
}

const STAMP = /^(?:\d{4}-\d\d-\d\d[ T])?\d\d:\d\d:\d\d(?:\.\d+)?Z?$|^\d{1,10}(?:\.\d{1,9})?$/;
const WRITTEN = /^[A-Z][a-z]{2} {1,2}\d{1,2}, \d{4} (\d\d:\d\d:\d\d\.\d{1,9}) \w{2,5}$/;
const ADDRESS = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f:]{3,40})$/i;
const SEGMENT = /(\d{1,5})\s+(?:→|->|>)\s+(\d{1,5})\s+\[([A-Z, ]{3,40})\]/;
const LETTERS: readonly (readonly [string, number, string])[] = [
  ['FIN', 0x01, 'F'],
  ['SYN', 0x02, 'S'],
  ['RST', 0x04, 'R'],
  ['PSH', 0x08, 'P'],
  ['ACK', 0x10, '.'],
];
const HEARTBEAT = /^Heartbeat\b/;
/** Frame type 8 of AMQP 0-9-1 is a heartbeat (amqp0-9-1.xml). */
const HEARTBEAT_TYPE = '8';

type Cells = ReadonlyMap<string, string>;

function first(cells: Cells, ...names: string[]): string {
  return names.map((name) => cells.get(name) ?? '').find((one) => one !== '') ?? '';
}

function numberOf(cells: Cells, ...names: string[]): number | undefined {
  const printed = first(cells, ...names);
  return /^\d{1,10}$/.test(printed) ? Number(printed) : undefined;
}

function isSet(cells: Cells, name: string): boolean {
  return /^(?:1|True)$/.test(cells.get(name) ?? '');
}

function flagsOf(cells: Cells, info: string): string | undefined {
  const named = SEGMENT.exec(info)?.[3];
  if (named !== undefined)
    return LETTERS.flatMap(([name, , letter]) => (named.includes(name) ? letter : '')).join('');
  const bits = /^0x[0-9a-f]{1,4}$/i.test(cells.get('tcp.flags') ?? '') ? Number(cells.get('tcp.flags')) : 0;
  const set = LETTERS.filter(
    ([name, bit]) => (bits & bit) !== 0 || isSet(cells, `tcp.flags.${name.toLowerCase()}`),
  );
  return set.length === 0 ? undefined : set.map(([, , letter]) => letter).join('');
}

function cellsOf(text: string, { names, separator }: FieldColumns): Cells | undefined {
  const parts = text.split(separator);
  // Pasted through a terminal or a chat, tabs become blanks.
  const cells = parts.length > 1 || separator !== '\t' ? parts : text.trim().split(/\s{2,}|\s(?=\S)/);
  if (cells.length < Math.min(3, names.length) || cells.length > names.length + 12) return undefined;
  const kept = [...cells.slice(0, names.length - 1), cells.slice(names.length - 1).join(' ')];
  return new Map(
    names.map((name, at) => [name.toLowerCase(), (kept[at] ?? '').replace(/^"|"$/g, '').trim()]),
  );
}

function measures(cells: Cells): Partial<Packet> {
  const seq = numberOf(cells, 'tcp.seq', 'tcp.seq_raw');
  const lengthBytes = numberOf(cells, 'tcp.len');
  const ack = numberOf(cells, 'tcp.ack', 'tcp.ack_raw');
  const window = numberOf(cells, 'tcp.window_size', 'tcp.window_size_value');
  return {
    ...(seq !== undefined && { seq }),
    ...(seq !== undefined && lengthBytes ? { seqEnd: seq + lengthBytes } : {}),
    ...(ack !== undefined && { ack }),
    ...(window !== undefined && { window }),
    ...(lengthBytes !== undefined && { lengthBytes }),
  };
}

function stampOf(cells: Cells): string | undefined {
  const name = [...cells.keys()].find((one) => one.startsWith('frame.time') && !one.includes('delta'));
  const printed = cells.get(name ?? '') ?? '';
  const stamp = WRITTEN.exec(printed)?.[1] ?? printed;
  return STAMP.test(stamp) ? stamp : undefined;
}

/** Reads one row of `tshark -T fields` with any choice of columns that names the time and both addresses. */
export function fieldPacket(text: string, columns: FieldColumns): Packet | undefined {
  const cells = text.length > LONGEST ? undefined : cellsOf(text, columns);
  const stamp = cells && stampOf(cells);
  if (!cells || stamp === undefined) return undefined;
  const [source, target] = [first(cells, 'ip.src', 'ipv6.src'), first(cells, 'ip.dst', 'ipv6.dst')];
  if (!ADDRESS.test(source) || !ADDRESS.test(target)) return undefined;
  const info = first(cells, '_ws.col.info');
  const segment = SEGMENT.exec(info);
  const isBeat = HEARTBEAT.test(info) || cells.get('amqp.type') === HEARTBEAT_TYPE;
  const isMessage =
    isBeat || (segment === null && info !== '') || first(cells, 'amqp.type', 'amqp.method.method') !== '';
  const flags = flagsOf(cells, info) ?? (isMessage ? 'P.' : undefined);
  if (flags === undefined) return undefined;
  return {
    from: { address: source, port: first(cells, 'tcp.srcport') || (segment?.[1] ?? '') },
    to: { address: target, port: first(cells, 'tcp.dstport') || (segment?.[2] ?? '') },
    flags,
    stamp,
    ...measures(cells),
    ...(isMessage && { protocol: 'amqp' as const, said: namedMessage(info) }),
    ...(isBeat && { heartbeat: true }),
  };
}
