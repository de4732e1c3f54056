import type { BlockRead, BlockReader } from '../block-reader.ts';
import { joinEndpoint } from './endpoint.ts';
import { type SocketRow, socketRows } from './socket-rows.ts';
import { type Table, tableReader } from './table-reader.ts';
import { kernelState } from './tcp-state.ts';

const HEADER = /^\s*LocalAddress\s+LocalPort\s+RemoteAddress\s+RemotePort\s+State\b/;
const RULE = /^\s*-{3,}\s+-{3,}\s+-{3,}\s+-{3,}[\s-]*$/;
const ROW =
  /^\s*(\S{2,60})\s+(\d{1,5})\s+(\S{2,60})\s+(\d{1,5})\s+([A-Z][A-Za-z0-9]{4,14})(?:\s+[A-Z][A-Za-z]{2,30})?(?:\s+(\d{1,10}))?\s*$/;

function readRow(table: Table, index: number): SocketRow {
  const text = (table.lines[index]?.text ?? '').slice(0, 400);
  const row = ROW.exec(text);
  const state = kernelState(row?.[5] ?? '');
  if (row === null) return RULE.test(text) ? 'skip' : 'end';
  const [, localAddress = '', localPort = '', peerAddress = '', peerPort = ''] = row;
  return {
    protocol: 'tcp',
    state,
    local: joinEndpoint(localAddress, localPort),
    localAddress,
    localPort,
    peer: joinEndpoint(peerAddress, peerPort),
    peerAddress,
    peerPort,
    pid: row[6],
  };
}

function readTable(table: Table, from: number): BlockRead | undefined {
  if (!HEADER.test((table.lines[from]?.text ?? '').slice(0, 300))) return undefined;
  return socketRows(table, from + 1, 'Get-NetTCPConnection', (index) => readRow(table, index));
}

/** Reads the table of PowerShell's Get-NetTCPConnection, whose states are written `CloseWait`, `FinWait2`. */
export const netTcpConnection: BlockReader = tableReader('Get-NetTCPConnection', readTable);
