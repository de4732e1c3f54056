import type { BlockRead, BlockReader } from '../block-reader.ts';
import { joinEndpoint } from './endpoint.ts';
import { type SocketRow, socketRows } from './socket-rows.ts';
import { type Table, tableReader } from './table-reader.ts';
import { kernelState } from './tcp-state.ts';

const RULE = /^\s*-{3,}(?:\s+-{3,}){2,12}\s*$/;
const NEEDED = ['RemoteAddress', 'RemotePort', 'State'];
const PORT = /^\d{1,5}$/;
/** A time is two words, so a cell is found by its place only before it. */
const OF_SEVERAL_WORDS = 'CreationTime';
const LONGEST = 400;

/** The names of the columns that `Format-Table` was asked for; undefined for a line that is no heading of sockets. */
function columnsOf(text: string): string[] | undefined {
  if (!text.includes('RemotePort') || text.length > LONGEST) return undefined;
  const columns = text.trim().split(/\s+/);
  const isHeading = columns.every((name) => /^[A-Z][A-Za-z]{3,30}$/.test(name));
  return isHeading && NEEDED.every((name) => columns.includes(name)) ? columns : undefined;
}

function pidOf(columns: readonly string[], cells: readonly string[]): string | undefined {
  const at = columns.indexOf('OwningProcess');
  const printed = at === columns.length - 1 ? cells.at(-1) : cells[at];
  // A cell may be empty, such as the setting of a listener.
  return at >= 0 && cells.length > NEEDED.length && /^\d{1,10}$/.test(printed ?? '') ? printed : undefined;
}

function readRow(table: Table, index: number, columns: readonly string[]): SocketRow {
  const text = (table.lines[index]?.text ?? '').slice(0, LONGEST);
  if (RULE.test(text)) return 'skip';
  const cells = text.trim().split(/\s+/);
  const timeAt = columns.indexOf(OF_SEVERAL_WORDS);
  const cell = (name: string): string => {
    const at = columns.indexOf(name);
    return at < 0 ? '' : ((timeAt >= 0 && at > timeAt ? cells.at(at - columns.length) : cells[at]) ?? '');
  };
  const [localAddress, localPort] = [cell('LocalAddress') || '*', cell('LocalPort') || '*'];
  const [peerAddress, peerPort] = [cell('RemoteAddress'), cell('RemotePort')];
  const state = kernelState(cell('State'));
  const isPort = PORT.test(peerPort) && (localPort === '*' || PORT.test(localPort));
  if (!isPort || state === undefined || peerAddress.length < 2) return 'end';
  return {
    protocol: 'tcp',
    state,
    local: joinEndpoint(localAddress, localPort),
    localAddress,
    localPort,
    peer: joinEndpoint(peerAddress, peerPort),
    peerAddress,
    peerPort,
    pid: pidOf(columns, cells),
  };
}

function readTable(table: Table, from: number): BlockRead | undefined {
  const columns = columnsOf(table.lines[from]?.text ?? '');
  if (columns === undefined) return undefined;
  return socketRows(table, from + 1, 'Get-NetTCPConnection', (index) => readRow(table, index, columns));
}

/** Reads the table of PowerShell's Get-NetTCPConnection with any choice of columns, whose states are written `CloseWait`, `FinWait2`. */
export const netTcpConnection: BlockReader = tableReader('Get-NetTCPConnection', readTable);
