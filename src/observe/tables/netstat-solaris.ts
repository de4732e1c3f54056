import type { BlockRead, BlockReader } from '../block-reader.ts';
import { dottedEndpoint, endFields } from './endpoint.ts';
import { type SocketRow, socketRows } from './socket-rows.ts';
import { type Table, tableReader } from './table-reader.ts';
import { kernelState } from './tcp-state.ts';

const TITLE =
  /^\s*(?:TCP|UDP|SCTP): IPv[46]\s*$|^\s*Local Address\s+Remote Address\s|^\s*-{3,}\s+-{3,}\s+-{3,}[\s-]*$/;
const ROW =
  /^\s*(\S{1,200})\s+(\S{1,200})\s+\d{1,10}\s+(\d{1,12})\s+\d{1,10}\s+(\d{1,12})\s+([A-Z][A-Z_0-9]{3,12})\s*(?:\S{1,40}\s*)?$/;

function readRow(table: Table, index: number): SocketRow {
  const text = (table.lines[index]?.text ?? '').slice(0, 1000);
  const row = ROW.exec(text);
  const local = dottedEndpoint(row?.[1] ?? '');
  const peer = dottedEndpoint(row?.[2] ?? '');
  if (row === null || local === undefined || peer === undefined) return TITLE.test(text) ? 'skip' : 'end';
  const state = kernelState(row[5] ?? '');
  return {
    protocol: 'tcp',
    state,
    recvQBytes: Number(row[4]),
    sendQBytes: state === 'LISTEN' ? undefined : Number(row[3]),
    ...endFields(local, peer),
  };
}

function readNetstat(table: Table, from: number): BlockRead | undefined {
  const text = (table.lines[from]?.text ?? '').slice(0, 1000);
  if (!TITLE.test(text) && typeof readRow(table, from) !== 'object') return undefined;
  return socketRows(table, from, 'netstat', (index) => readRow(table, index));
}

/** Reads `netstat -an` of Solaris, which has no protocol column: local, remote, swind, send-q, rwind, recv-q, state. */
export const netstatSolaris: BlockReader = tableReader('netstat (Solaris)', readNetstat);
