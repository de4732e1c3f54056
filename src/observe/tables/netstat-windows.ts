import type { BlockRead, BlockReader } from '../block-reader.ts';
import { endFields, endpoint } from './endpoint.ts';
import { type SocketRow, socketRows } from './socket-rows.ts';
import { type Table, tableReader } from './table-reader.ts';
import { kernelState } from './tcp-state.ts';

const TITLE = /^\s*(?:Active Connections|Aktive Verbindungen|Connexions actives)\s*$/;
const HEADER = /^\s*Proto\s+(?:Local Address|Lokale Adresse|Adresse locale)\s/;
/** People mask the PID before they paste a table: `<pid>`, `***`. */
const ROW =
  /^\s*(TCP|UDP)\s+(\S{1,300}:\S{1,40})\s+(\S{1,300}:\S{1,40})(?:\s+([^\s\d]\S{2,19}))?(?:\s+(\d{1,10}))?(?:\s+(?:\w{1,20}|<\w{1,20}>|\*{1,10}))?\s*$/;
const OWNER = /^ {1,4}\[([^\]]{1,100})\]\s*$/;
const SERVICE = /^ {2}[\w-]{2,40}\s*$|^ {1,4}(?:Can not obtain|Es konnten keine|x: Windows)/;

function socket(text: string): SocketRow | undefined {
  const row = ROW.exec(text);
  const local = endpoint(row?.[2] ?? '');
  const peer = endpoint(row?.[3] ?? '');
  if (row === null || local === undefined || peer === undefined) return undefined;
  return {
    protocol: (row[1] ?? '').toLowerCase(),
    state: kernelState(row[4] ?? ''),
    ...endFields(local, peer),
    pid: row[5],
  };
}

/** With -b the program stands in brackets below its socket, at times after a line that names the service. */
function ownerBelow(table: Table, index: number): string | undefined {
  for (const below of [index + 1, index + 2]) {
    const text = (table.lines[below]?.text ?? '').slice(0, 200);
    const owner = OWNER.exec(text)?.[1];
    if (owner !== undefined || !SERVICE.test(text)) return owner;
  }
  return undefined;
}

function readRow(table: Table, index: number): SocketRow {
  const text = (table.lines[index]?.text ?? '').slice(0, 1000);
  const row = socket(text);
  if (typeof row === 'object') return { ...row, process: ownerBelow(table, index) };
  if (OWNER.test(text) || SERVICE.test(text)) return 'skip';
  return /^\s*(?:TCP|UDP)\s{2,}\S+:/.test(text) ? 'unread' : 'end';
}

function readNetstat(table: Table, from: number): BlockRead | undefined {
  let rows = from;
  while (rows < from + 4) {
    const text = (table.lines[rows]?.text ?? '').slice(0, 200);
    if (!TITLE.test(text) && !HEADER.test(text) && (rows === from || text.trim() !== '')) break;
    rows += 1;
  }
  const text = (table.lines[rows]?.text ?? '').slice(0, 1000);
  return ROW.test(text) ? socketRows(table, rows, 'netstat', (index) => readRow(table, index)) : undefined;
}

/** Reads `netstat -ano` of Windows (upper-case protocol, no queues), with the PID column and the programs that -b prints. */
export const netstatWindows: BlockReader = tableReader('netstat (Windows)', readNetstat);
