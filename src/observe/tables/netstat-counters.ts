import type { BlockRead, BlockReader } from '../block-reader.ts';
import { claimed, observeLines, type Table, tableReader } from './table-reader.ts';

const SECTION =
  /^\s*(?:Ip|Icmp|IcmpMsg|Tcp|Udp|UdpLite|TcpExt|IpExt|MPTcpExt|Ip6|Icmp6|Udp6|UdpLite6|tcp|udp|ip|icmp):\s*$|^TCP Statistics for IPv[46]\s*$/;
const STATISTIC =
  /^\s+(?:\d{1,20} \D|[A-Za-z][\w ]{0,60}: \d|[A-Z][A-Za-z ]{3,40}= \d|.{0,80}: ?$|Quick ack|Detected reorder|Ran |Forwarding is|[A-Za-z][A-Za-z ]{2,60}\d)|^\s*$/;

function isOfBlock(text: string): boolean {
  const line = text.slice(0, 200);
  return SECTION.test(line) || STATISTIC.test(line) || counterPhrase(line) !== undefined;
}

function startsHere(table: Table, from: number): boolean {
  const text = table.lines[from]?.text ?? '';
  if (text.length > 200) return false;
  if (SECTION.test(text)) return STATISTIC.test((table.lines[from + 1]?.text ?? '').slice(0, 200));
  return /^\s*(?:\d|TCP[A-Z]\w+: \d|[A-Z][a-z]+ [A-Z])/.test(text) && counterPhrase(text) !== undefined;
}

function readCounters(table: Table, from: number): BlockRead | undefined {
  if (!startsHere(table, from)) return undefined;
  const block: BlockRead = { next: from, observations: [], unread: 0 };
  for (let index = from; index < table.lines.length; index += 1) {
    const text = table.lines[index]?.text ?? '';
    if (!isOfBlock(text)) break;
    if (text.trim() !== '') block.next = index + 1;
    const counted = counterPhrase(text);
    if (counted !== undefined)
      block.observations.push(observeLines(table, 'counter', index, index, { ...counted }));
  }
  return claimed(block, from);
}

/**
 * The kernel's counter name for each sentence of `netstat -s`, without the number: net-tools statistics.c (with the
 * spellings of its older releases), BSD and macOS netstat, and the `Name = 12` list of Windows.
 */
const NAMES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'active connection openings': 'ActiveOpens',
    'active connections openings': 'ActiveOpens',
    'passive connection openings': 'PassiveOpens',
    'failed connection attempts': 'AttemptFails',
    'connection resets received': 'EstabResets',
    'connections established': 'CurrEstab',
    'segments received': 'InSegs',
    'segments sent out': 'OutSegs',
    'segments send out': 'OutSegs',
    'segments retransmitted': 'RetransSegs',
    'segments retransmited': 'RetransSegs',
    'bad segments received': 'InErrs',
    'resets sent': 'OutRsts',
    'syn cookies sent': 'SyncookiesSent',
    'syn cookies received': 'SyncookiesRecv',
    'invalid syn cookies received': 'SyncookiesFailed',
    'resets received for embryonic syn_recv sockets': 'EmbryonicRsts',
    'packets pruned from receive queue because of socket buffer overrun': 'PruneCalled',
    'tcp sockets finished time wait in fast timer': 'TW',
    'time wait sockets recycled by time stamp': 'TWRecycled',
    'times the listen queue of a socket overflowed': 'ListenOverflows',
    'listen queue overflows': 'ListenOverflows',
    'syns to listen sockets dropped': 'ListenDrops',
    'syns to listen sockets ignored': 'ListenDrops',
    'fast retransmits': 'TCPFastRetrans',
    'retransmits in slow start': 'TCPSlowStartRetrans',
    'other tcp timeouts': 'TCPTimeouts',
    timeouts: 'TCPTimeouts',
    'connections reset due to unexpected data': 'TCPAbortOnData',
    'connections reset due to early user close': 'TCPAbortOnClose',
    'connections aborted due to memory pressure': 'TCPAbortOnMemory',
    'connections aborted due to timeout': 'TCPAbortOnTimeout',
    'connections aborted after user close in linger timeout': 'TCPAbortOnLinger',
    'times unable to send rst due to no memory': 'TCPAbortFailed',
    'connections dropped by rexmit timeout': 'TCPAbortOnTimeout',
    'connections dropped by keepalive': 'KeepaliveDrops',
    'keepalive probes sent': 'TCPKeepAlive',
    'keepalive timeouts': 'KeepaliveTimeouts',
    'active opens': 'ActiveOpens',
    'passive opens': 'PassiveOpens',
    'reset connections': 'EstabResets',
    'current connections': 'CurrEstab',
  }),
);

/** One counter: the kernel's name and its value since boot. */
interface Counted {
  name: string;
  value: number;
}

/**
 * Reads one line of `netstat -s`: `352 times the listen queue of a socket overflowed`, `TCPKeepAlive: 12`,
 * `Reset Connections = 4`. Undefined when the line is not a counter that has a kernel name.
 */
function counterPhrase(text: string): Counted | undefined {
  const line = text.slice(0, 160).trim();
  const sentence = /^(\d{1,20}) (\D.{0,100})$/.exec(line);
  if (sentence !== null) {
    const name = NAMES.get((sentence[2] ?? '').toLowerCase());
    return name === undefined ? undefined : { name, value: Number(sentence[1]) };
  }
  const named = /^(TCP[A-Z]\w{2,40}): (\d{1,20})$/.exec(line);
  if (named !== null) return { name: named[1] ?? '', value: Number(named[2]) };
  const equals = /^([A-Z][A-Za-z ]{3,40}?)\s*= (\d{1,20})$/.exec(line);
  const name = NAMES.get((equals?.[1] ?? '').toLowerCase());
  return name === undefined ? undefined : { name, value: Number(equals?.[2]) };
}

/** Reads `netstat -s`, whole or the lines somebody grepped out of it, as `counter` observations with kernel names. */
export const netstatCounters: BlockReader = tableReader('netstat -s', readCounters);
