import type { BlockRead, BlockReader } from '../block-reader.ts';
import { endpoint } from './endpoint.ts';
import { type SocketRow, socketRows } from './socket-rows.ts';
import { type Table, tableReader } from './table-reader.ts';
import { kernelState } from './tcp-state.ts';

const HEADER = /^\s*COMMAND\s+PID\s.{0,80}\bFD\s+TYPE\b/;
const SOCKET = /\s(TCP|UDP)\s+(\S{3,600})(?:\s+\(([^)]{0,80})\))?/;
const HEAD =
  /^\s*(\S{1,200})\s+(\d{1,10})\s+(?:(\d{1,10})\s+(?:\S{1,60}\s+(?=\S+\s+\d+[a-zA-Z]?\s))?)?(\S{1,100})\s+(\d{1,8})[a-zA-Z-]{0,3}\s/;
const OTHER_FILE =
  /^\s*\S{1,200}\s+\d{1,10}\s.{1,200}\s(?:REG|DIR|CHR|FIFO|unix|a_inode|sock|BLK|IPv4|IPv6|netlink|pack|KQUEUE|systm|PIPE|unknown|DEL|0000)\b/;
const QUEUES = /\bQR=(\d{1,12})\s+QS=(\d{1,12})/;

function queues(text: string): { recvQBytes?: number; sendQBytes?: number } {
  const found = QUEUES.exec(text);
  return found === null ? {} : { recvQBytes: Number(found[1]), sendQBytes: Number(found[2]) };
}

function readSocket(text: string): SocketRow | undefined {
  const socket = SOCKET.exec(text);
  if (socket === null) return undefined;
  const [localText = '', peerText] = (socket[2] ?? '').split('->');
  const local = endpoint(localText);
  const peer = peerText === undefined ? undefined : endpoint(peerText);
  if (local === undefined) return undefined;
  const owner = HEAD.exec(text);
  return {
    protocol: (socket[1] ?? '').toLowerCase(),
    state: kernelState(/[A-Z][A-Z_0-9]{4,12}/.exec(socket[3] ?? '')?.[0] ?? ''),
    local: local.text,
    localAddress: local.address,
    localPort: local.port,
    peer: peer?.text,
    peerAddress: peer?.address,
    peerPort: peer?.port,
    process: owner?.[1]?.replaceAll('\\x20', ' '),
    pid: owner?.[2],
    user: owner?.[4],
    fd: owner?.[5],
    ...(text.includes('(LISTEN') ? {} : queues(text)),
  };
}

function readRow(table: Table, index: number): SocketRow {
  const text = (table.lines[index]?.text ?? '').slice(0, 2000);
  const row = /\bIPv[46]\b/.test(text) ? readSocket(text) : undefined;
  if (row !== undefined) return row;
  return OTHER_FILE.test(text) ? 'skip' : 'end';
}

function readLsof(table: Table, from: number): BlockRead | undefined {
  const text = table.lines[from]?.text ?? '';
  const header = HEADER.test(text.slice(0, 300));
  if (!header && !/\sIPv[46]\s.{0,80}\s(?:TCP|UDP)\s/.test(text.slice(0, 2000))) return undefined;
  if (!header && typeof readRow(table, from) !== 'object') return undefined;
  return socketRows(table, header ? from + 1 : from, 'lsof', (index) => readRow(table, index));
}

/**
 * Reads `lsof -i` and the sockets in `lsof -p`, with or without the heading. A socket held by several descriptors has a row
 * for each; TIME_WAIT never appears, since no process holds it. Files that are not sockets are skipped.
 */
export const lsof: BlockReader = tableReader('lsof', readLsof);
