import type { BlockRead, BlockReader } from '../block-reader.ts';
import { claimed, observeLines, type Table, tableReader } from './table-reader.ts';

const GROUP = /^(Tcp|TcpExt|Ip|IpExt|Icmp|IcmpMsg|Udp|UdpLite|MPTcpExt): ([A-Z]\w+(?: \w+){0,300})\s*$/;

function pairs(names: string, values: string): { name: string; value: number }[] {
  const numbers = values.split(/\s+/).slice(1);
  return names.split(/\s+/).map((name, at) => ({ name, value: Number(numbers[at] ?? Number.NaN) }));
}

function readGroups(table: Table, from: number): BlockRead | undefined {
  const block: BlockRead = { next: from, observations: [], unread: 0 };
  for (let index = from; index + 1 < table.lines.length; index += 2) {
    const group = GROUP.exec((table.lines[index]?.text ?? '').slice(0, 8000));
    const values = (table.lines[index + 1]?.text ?? '').slice(0, 8000);
    if (group === null || !values.startsWith(`${group[1]}: `)) break;
    block.next = index + 2;
    if (!(group[1] ?? '').startsWith('Tcp')) continue;
    for (const counted of pairs(group[2] ?? '', values)) {
      if (!Number.isFinite(counted.value)) continue;
      block.observations.push(observeLines(table, 'counter', index, index + 1, { ...counted }));
    }
  }
  return claimed(block, from);
}

/** Reads /proc/net/netstat and /proc/net/snmp: a line of counter names, then a line of their values. */
export const procNetstat: BlockReader = tableReader('/proc/net/netstat', readGroups);
