import type { BlockRead, BlockReader } from '../block-reader.ts';
import { claimed, observeLines, type Table, tableReader } from './table-reader.ts';

const ROW =
  /^(Tcp(?:Ext)?|Ip(?:Ext|6)?|Icmp(?:Msg|6)?|Udp(?:Lite)?6?|UdpLite6?|MPTcpExt)([A-Z][A-Za-z0-9]{1,50})\s+(\d{1,20})\s+\d{1,12}\.\d$/;

function readNstat(table: Table, from: number): BlockRead | undefined {
  const first = (table.lines[from]?.text ?? '').slice(0, 200).trim();
  if (first !== '#kernel' && !ROW.test(first)) return undefined;

  const block: BlockRead = { next: from, observations: [], unread: 0 };
  for (let index = from; index < table.lines.length; index += 1) {
    const text = (table.lines[index]?.text ?? '').slice(0, 200).trim();
    const row = ROW.exec(text);
    if (row === null && text !== '#kernel') break;
    block.next = index + 1;
    if (row === null || !(row[1] ?? '').startsWith('Tcp')) continue;
    const counter = { name: row[2], value: Number(row[3]) };
    block.observations.push(observeLines(table, 'counter', index, index, counter));
  }
  return claimed(block, from);
}

/** Reads `nstat -az` of iproute2: counters of the Tcp and TcpExt groups, named without the group as in /proc/net/netstat. */
export const nstat: BlockReader = tableReader('nstat', readNstat);
