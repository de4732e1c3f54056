import type { BlockRead, BlockReader } from '../block-reader.ts';
import { type SocketRow, socketRows } from './socket-rows.ts';
import { ssInfo, ssRow } from './ss-row.ts';
import { type Table, tableReader } from './table-reader.ts';
import { kernelState } from './tcp-state.ts';

const HEADER = /^\s*(?:Netid\s+)?(?:State\s+)?Recv-Q\s+Send-Q\s+Local Address:Port/;
const ROW_START =
  /^\s*(?:(?:tcp|udp|sctp|mptcp|u_str|u_dgr|u_seq|nl|p_raw|raw)\s+)?(?:ESTAB|LISTEN|UNCONN|(?:SYN|FIN|TIME|CLOSE|LAST)-[A-Z]+(?:-[12])?|CLOSING)\s+\d+\s+\d+\s+\S*:|^\s*(?:tcp\s+)?LISTEN\s+\d+\s+\d+\s*$/;
const NAMED_ROW = /^\s*(?:tcp|udp)\s+\d+\s+\d+\s+\S/;
const BARE_ROW = /^\s*\d+\s+\d+\s+\S*:\S+\s+\S*:\S+/;
const INFO =
  /^\s+\S.*\b(?:rto|cwnd|mss|skmem|lastsnd|bytes_(?:acked|sent|received)|minrtt|segs_(?:in|out)):?/;

/** The one state a filter asks for, from `ss -o state time-wait` or from `grep TIME-WAIT`. */
function filteredState(command: string | undefined): string | undefined {
  const named = /\bstate\s+([\w-]{4,14})/.exec(command ?? '')?.[1];
  return named === undefined ? undefined : kernelState(named);
}

function asksForTimers(command: string | undefined): boolean {
  return /(?:^|[\s/])ss\s.{0,80}?-(?:[A-Za-z46]{0,12}o|-options)/.test(command ?? '');
}

/** A row whose state column the filter took away: what ran out of a closing timer was TIME-WAIT. */
function withState(row: SocketRow): SocketRow {
  if (typeof row !== 'object' || row['state'] !== undefined || row['protocol'] !== 'tcp') return row;
  return row['timer'] === 'timewait' ? { ...row, state: 'TIME_WAIT' } : row;
}

function readRow(table: Table, index: number, state: string | undefined): SocketRow {
  const text = (table.lines[index]?.text ?? '').slice(0, 4096);
  if (INFO.test(text) && !text.includes('users:') && !ROW_START.test(text)) return 'skip';
  const row = ssRow(text, state);
  if (row === undefined) return ROW_START.test(text) ? 'unread' : 'end';
  if (row === 'skip') return row;
  const below = (table.lines[index + 1]?.text ?? '').slice(0, 4096);
  return withState({ ...row, ...ssInfo(INFO.test(below) && !ROW_START.test(below) ? below : text) });
}

function isSsCommand(command: string | undefined): boolean {
  return command !== undefined && /(?:^|[\s/|;])ss(?:\s|$)/.test(command);
}

function readSs(table: Table, from: number): BlockRead | undefined {
  const text = (table.lines[from]?.text ?? '').slice(0, 4096);
  const { command } = table.preamble;
  const header = HEADER.test(text);
  const named = isSsCommand(command);
  if (!header && !ROW_START.test(text) && !(named && (BARE_ROW.test(text) || NAMED_ROW.test(text))))
    return undefined;

  const state = filteredState(command);
  const rows = header ? from + 1 : from;
  return socketRows(
    table,
    rows,
    'ss',
    (index) => readRow(table, index, state),
    named && asksForTimers(command),
  );
}

/**
 * Reads `ss` of iproute2 (misc/ss.c) with any set of options: with or without header, Netid and State columns, process,
 * timer and extended fields in the last column, and the indented `-i` line below each socket.
 */
export const ss: BlockReader = tableReader('ss', readSs);
