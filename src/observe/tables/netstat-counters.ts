import type { BlockRead, BlockReader } from '../block-reader.ts';
import { counterPhrase } from './counter-phrases.ts';
import { observeLines, type Table, tableReader } from './table-reader.ts';

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
  return block.observations.length === 0 ? undefined : block;
}

/** Reads `netstat -s`, whole or the lines somebody grepped out of it, as `counter` observations with kernel names. */
export const netstatCounters: BlockReader = tableReader('netstat -s', readCounters);
