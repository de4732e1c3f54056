import type { Endpoint } from './packet.ts';

/** One record of a VPC flow log: one direction of one connection within one aggregation interval. */
export interface VpcRecord {
  from: Endpoint;
  to: Endpoint;
  protocol: number;
  packets: number;
  /** With IP headers. Absent when not logged. */
  bytes?: number;
  startSec: number;
  endSec: number;
  accepted: boolean;
  /** TCP flags seen in the interval, combined: 1 FIN, 2 SYN, 4 RST, 18 SYN and ACK. Absent when not logged. */
  tcpFlags?: number;
}

const ADDRESS = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7})$/i;
const NUMBER = /^\d{1,12}$/;
const EPOCH = /^\d{10}$/;
const DEFAULT_FIELDS =
  'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status';

/** Addresses that no router of the Internet carries: RFC 1918, RFC 6598, link-local, and RFC 4193 of IPv6. */
const PRIVATE =
  /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|169\.254\.|f[cd]|fe80:)/i;

/** Whether an address comes from inside a network. */
export function isPrivate(address: string): boolean {
  return PRIVATE.test(address);
}

/** The names of a header line, or undefined when the line is not a header. */
export function vpcHeader(text: string): string[] | undefined {
  if (!text.includes('srcaddr') || !text.includes('dstaddr')) return undefined;
  return text.trim().replaceAll('_', '-').split(/\s+/).slice(0, 80);
}

/** Without a header, the fields follow from the shape: two addresses, their ports, two epochs, the action. */
function guessedFields(words: readonly string[]): string[] | undefined {
  if (words.length === 14) return DEFAULT_FIELDS.split(' ');
  const names = words.map(() => '');
  const source = words.findIndex((word, at) => ADDRESS.test(word) && ADDRESS.test(words[at + 1] ?? ''));
  const start = words.findIndex((word, at) => EPOCH.test(word) && EPOCH.test(words[at + 1] ?? ''));
  const action = words.findIndex((word) => word === 'ACCEPT' || word === 'REJECT');
  if (source < 0 || start < 3 || action < 0) return undefined;
  ['srcaddr', 'dstaddr', 'srcport', 'dstport'].forEach((name, at) => (names[source + at] = name));
  ['protocol', 'packets', 'bytes', 'start', 'end'].forEach((name, at) => (names[start - 3 + at] = name));
  names[action] = 'action';
  const status = words.findIndex((word) => word === 'OK');
  const flags = [action + 1, status + 1, action + 2].find(
    (at) => names[at] === '' && /^\d{1,2}$/.test(words[at] ?? ''),
  );
  if (flags !== undefined) names[flags] = 'tcp-flags';
  return names;
}

function cell(words: readonly string[], names: readonly string[], name: string): string {
  const at = names.indexOf(name);
  return at < 0 ? '' : (words[at] ?? '');
}

function record(words: readonly string[], names: readonly string[]): VpcRecord | undefined {
  const get = (name: string) => cell(words, names, name);
  const counts = ['srcport', 'dstport', 'protocol', 'start', 'end'].map(get);
  if (!ADDRESS.test(get('srcaddr')) || !ADDRESS.test(get('dstaddr'))) return undefined;
  if (!counts.every((word) => NUMBER.test(word))) return undefined;
  const action = get('action');
  if (action !== '' && action !== 'ACCEPT' && action !== 'REJECT') return undefined;
  const flags = get('tcp-flags');
  // Some formats print bytes before packets; a packet has never less than a byte.
  const sizes = [get('packets'), get('bytes')].filter((word) => NUMBER.test(word)).map(Number);
  return {
    from: { address: get('srcaddr'), port: get('srcport') },
    to: { address: get('dstaddr'), port: get('dstport') },
    protocol: Number(get('protocol')),
    packets: Math.min(...sizes, Number.MAX_SAFE_INTEGER),
    ...(sizes.length === 2 && { bytes: Math.max(...sizes) }),
    startSec: Number(get('start')),
    endSec: Number(get('end')),
    accepted: action !== 'REJECT',
    ...(NUMBER.test(flags) && { tcpFlags: Number(flags) }),
  };
}

/** Reads one record: by the header's names when there is one, else the default format of version 2 or by shape. */
export function vpcRecord(text: string, header?: readonly string[]): VpcRecord | undefined {
  if (text.length > 2000 || (!(header ?? text.includes('ACCEPT')) && !text.includes('REJECT')))
    return undefined;
  const words = text.trim().split(/\s+/);
  if (words.length < 8 || words.length > 80) return undefined;
  const names = header ?? guessedFields(words);
  return names && record(words, names);
}

/** An interval without traffic (`NODATA`) or without capture (`SKIPDATA`): part of the log, but no connection. */
export function isEmptyVpcRecord(text: string): boolean {
  return (
    text.length < 2000 && text.includes('DATA') && /(?:^|\s)- - .{0,1500}\b(?:NODATA|SKIPDATA)\b/.test(text)
  );
}
