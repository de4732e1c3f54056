import type { BlockRead, BlockReader } from '../block-reader.ts';
import { joinEndpoint } from './endpoint.ts';
import { type SocketRow, socketRows } from './socket-rows.ts';
import { type Drafted, type Table, tableReader } from './table-reader.ts';

/** Codes of include/net/tcp_states.h; 0C is a request not yet answered by the last ACK. */
const STATES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '01': 'ESTABLISHED',
    '02': 'SYN_SENT',
    '03': 'SYN_RECV',
    '04': 'FIN_WAIT1',
    '05': 'FIN_WAIT2',
    '06': 'TIME_WAIT',
    '07': 'CLOSE',
    '08': 'CLOSE_WAIT',
    '09': 'LAST_ACK',
    '0A': 'LISTEN',
    '0B': 'CLOSING',
    '0C': 'SYN_RECV',
  }),
);

/** The kernel's name of a state by its code, two hexadecimal digits; undefined for what is none. */
export function kernelStateOf(code: string): string | undefined {
  return STATES.get(code);
}

/** Values of the `tr` column (net/ipv4/tcp_ipv4.c, get_tcp4_sock). */
const TIMERS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '01': 'on',
    '02': 'keepalive',
    '03': 'timewait',
    '04': 'persist',
  }),
);

/** The kernel prints timers in USER_HZ ticks, 100 a second. */
const TICKS_A_SECOND = 100;
const HEADER = /^\s*sl\s+local_address\s+(?:rem_address|remote_address)\s+st\b/;
const ROW =
  /^\s*\d{1,10}: ([0-9A-F]{8}|[0-9A-F]{32}):([0-9A-F]{4}) ([0-9A-F]{8}|[0-9A-F]{32}):([0-9A-F]{4}) ([0-9A-F]{2})(?: ([0-9A-F]{8}):([0-9A-F]{8})(?: ([0-9A-F]{2}):([0-9A-F]{8})(?: ([0-9A-F]{8})\s+(\d{1,10}))?)?)?/;

function hex(digits: string | undefined): number | undefined {
  return digits === undefined ? undefined : Number.parseInt(digits, 16);
}

function end(address: string, port: string, name: 'local' | 'peer'): Drafted {
  const text = hexAddress(address);
  const number = String(hex(port));
  return { [name]: joinEndpoint(text, number), [`${name}Address`]: text, [`${name}Port`]: number };
}

function addressDigits(table: Table, index: number): number {
  return ROW.exec((table.lines[index]?.text ?? '').slice(0, 400))?.[1]?.length ?? 0;
}

/** `cat /proc/net/tcp /proc/net/tcp6` is one snapshot: a heading between rows of the two families does not end it. */
function joinsFamilies(table: Table, index: number): boolean {
  if (!HEADER.test((table.lines[index]?.text ?? '').slice(0, 400))) return false;
  return addressDigits(table, index - 1) + addressDigits(table, index + 1) === 40;
}

function readRow(table: Table, index: number): SocketRow {
  const row = ROW.exec((table.lines[index]?.text ?? '').slice(0, 400));
  if (row === null) return joinsFamilies(table, index) ? 'skip' : 'end';
  const [, localAddress = '', localPort = '', peerAddress = '', peerPort = '', code = ''] = row;
  const state = STATES.get(code);
  const timer = TIMERS.get(row[8] ?? '');
  return {
    protocol: localAddress.length === 8 ? 'tcp' : 'tcp6',
    state,
    sendQBytes: state === 'LISTEN' ? undefined : hex(row[6]),
    recvQBytes: hex(row[7]),
    ...end(localAddress, localPort, 'local'),
    ...end(peerAddress, peerPort, 'peer'),
    timer,
    timerSec: timer === undefined ? undefined : (hex(row[9]) ?? 0) / TICKS_A_SECOND,
    timerCount: timer === undefined ? undefined : hex(row[10]),
    user: row[11],
  };
}

function readProc(table: Table, from: number): BlockRead | undefined {
  const text = (table.lines[from]?.text ?? '').slice(0, 400);
  const header = HEADER.test(text);
  if (!header && !ROW.test(text)) return undefined;
  const rows = header ? from + 1 : from;
  const source = addressDigits(table, rows) === 32 ? 'proc-net-tcp6' : 'proc-net-tcp';
  return socketRows(table, rows, source, (index) => readRow(table, index), true);
}

function bytesOf(word: string): number[] {
  const bytes: number[] = [];
  for (let at = word.length - 2; at >= 0; at -= 2) bytes.push(Number.parseInt(word.slice(at, at + 2), 16));
  return bytes;
}

function longestZeroRun(groups: readonly string[]): { start: number; length: number } {
  let best = { start: -1, length: 1 };
  let start = -1;
  for (let at = 0; at <= groups.length; at += 1) {
    if (groups[at] === '0') {
      if (start < 0) start = at;
      if (at - start + 1 > best.length) best = { start, length: at - start + 1 };
    } else start = -1;
  }
  return best;
}

function sixText(bytes: readonly number[]): string {
  const mapped = bytes.slice(0, 10).every((byte) => byte === 0) && bytes[10] === 255 && bytes[11] === 255;
  if (mapped) return `::ffff:${bytes.slice(12).join('.')}`;
  const groups: string[] = [];
  for (let at = 0; at < 16; at += 2)
    groups.push((((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)).toString(16));
  const run = longestZeroRun(groups);
  if (run.start < 0) return groups.join(':');
  return `${groups.slice(0, run.start).join(':')}::${groups.slice(run.start + run.length).join(':')}`;
}

/**
 * Decodes an address of /proc/net/tcp or tcp6: 8 or 32 hexadecimal digits, each 32-bit word in the byte order of the host,
 * taken as little-endian (x86, arm64). Returns `10.20.1.15` or `2001:db8::1`; IPv6 follows RFC 5952.
 */
function hexAddress(digits: string): string {
  const bytes: number[] = [];
  for (let at = 0; at < digits.length; at += 8) bytes.push(...bytesOf(digits.slice(at, at + 8)));
  return bytes.length === 4 ? bytes.join('.') : sixText(bytes);
}

/** Reads /proc/net/tcp and /proc/net/tcp6 (Documentation/networking/proc_net_tcp.rst): hexadecimal, every timer shown. */
export const procNetTcp: BlockReader = tableReader('/proc/net/tcp', readProc);
