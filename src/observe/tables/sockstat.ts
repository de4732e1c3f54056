import type { BlockRead, BlockReader } from '../block-reader.ts';
import { claimed, observeLines, type Table, tableReader } from './table-reader.ts';

const LINE = /^(?:sockets: used \d|(?:TCP|UDP|UDPLITE|RAW|FRAG)6?: inuse \d)/;
const TCP = /^TCP: inuse (\d{1,10}) orphan (\d{1,10}) tw (\d{1,10}) alloc (\d{1,10}) mem (\d{1,12})/;

function tcpObservations(table: Table, index: number, tcp: RegExpExecArray): BlockRead['observations'] {
  const state = {
    state: 'TIME_WAIT',
    count: Number(tcp[3]),
    source: 'sockstat',
    command: table.preamble.command,
  };
  const counters = { TCPInuse: tcp[1], TCPOrphan: tcp[2], TCPAlloc: tcp[4], TCPMemPages: tcp[5] };
  return [
    observeLines(table, 'state-count', index, index, { snapshot: table.context.nextSnapshot(), ...state }),
    ...Object.entries(counters).map(([name, value]) =>
      observeLines(table, 'counter', index, index, { name, value: Number(value) }),
    ),
  ];
}

function readSockstat(table: Table, from: number): BlockRead | undefined {
  const block: BlockRead = { next: from, observations: [], unread: 0 };
  for (let index = from; index < table.lines.length; index += 1) {
    const text = (table.lines[index]?.text ?? '').slice(0, 200);
    if (!LINE.test(text)) break;
    block.next = index + 1;
    const tcp = TCP.exec(text);
    if (tcp !== null) block.observations.push(...tcpObservations(table, index, tcp));
  }
  return claimed(block, from);
}

/** Reads /proc/net/sockstat (net/ipv4/proc.c): `tw` as TIME_WAIT sockets, the rest of its TCP line as counters. */
export const sockstat: BlockReader = tableReader('/proc/net/sockstat', readSockstat);
