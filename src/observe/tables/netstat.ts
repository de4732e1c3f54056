import type { BlockRead, BlockReader } from '../block-reader.ts';
import { netstatRow } from './netstat-row.ts';
import { plainRow } from './plain-row.ts';
import { type SocketRow, socketRows } from './socket-rows.ts';
import { type Table, tableReader } from './table-reader.ts';

const TITLE =
  /^\s*(?:Active Internet connections|Active (?:UNIX|LOCAL) domain sockets|Active Multipath Internet connections)/i;
const HEADER = /^\s*(?:Proto\s+Recv-Q\s+Send-Q\s|Proto RefCnt\s|Address\s+Type\s+Recv-Q)/;
const ROW_START = /^\s*(?:tcp|udp|raw|sctp)\w{0,5}\s+\d+\s+\d+\s+\S/i;
const WITHOUT_PORTS = /^\s*unix\s+\d+\s+\[|^[0-9a-f]{8,16} (?:stream|dgram)\s/;

function readRow(table: Table, index: number): SocketRow {
  const text = plainRow((table.lines[index]?.text ?? '').slice(0, 4096));
  const row = netstatRow(text);
  if (row !== undefined) return row;
  if (ROW_START.test(text)) return 'unread';
  return WITHOUT_PORTS.test(text) || isHeading(text, /unix|local|Proto RefCnt|Address\s+Type/i)
    ? 'skip'
    : 'end';
}

function isHeading(text: string, about: RegExp): boolean {
  return (TITLE.test(text) || HEADER.test(text)) && about.test(text);
}

function readNetstat(table: Table, from: number): BlockRead | undefined {
  const first = plainRow((table.lines[from]?.text ?? '').slice(0, 4096));
  const heading = TITLE.test(first) || HEADER.test(first);
  if (!heading && !ROW_START.test(first)) return undefined;

  let rows = from;
  while (rows < from + 4 && isHeading(plainRow((table.lines[rows]?.text ?? '').slice(0, 200)), /./))
    rows += 1;
  const timersShown = /netstat\s.{0,40}?-[A-Za-z]{0,12}o/.test(table.preamble.command ?? '');
  return socketRows(table, rows, 'netstat', (index) => readRow(table, index), timersShown);
}

/**
 * Reads `netstat` of Linux (net-tools and BusyBox), FreeBSD and macOS with any columns, with or without the two headings,
 * indented or below a prompt. UDP rows, which have no state, and unix sockets do not end the table.
 */
export const netstat: BlockReader = tableReader('netstat', readNetstat);
