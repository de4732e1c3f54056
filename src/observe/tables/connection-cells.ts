import type { BlockRead, BlockReader } from '../block-reader.ts';
import { observeLines, type Table, tableReader } from './table-reader.ts';

/** What lists a broker's connections, whose columns somebody chose with jq or columns of their own. */
const LISTED = /\blist_connections\b|\blist connections\b|\/api\/connections\b/;
const STATES = new Set(['running', 'blocked', 'blocking', 'flow', 'tuning', 'opening', 'closing']);
/** What last_blocked_by says, and numbers that are none. */
const NO_NAME = new Set([
  ...STATES,
  'resource',
  'none',
  'undefined',
  'null',
  'infinity',
  'true',
  'false',
  '',
]);
const ENDS = /^(\S{3,80}) -> (\S{3,80})$/;
const LONGEST = 400;
const MOST_CELLS = 12;

/** The cells of `["pub","blocked",12]`, of `pub<tab>blocked`, or of CSV with quotes; undefined for any other line. */
function cellsOf(line: string): string[] | undefined {
  const text = line.trim();
  if (text.startsWith('[') && text.endsWith(']')) return cellsOfArray(text);
  const parted = text.includes('\t')
    ? text.split('\t')
    : /^"[^"]*",/.test(text)
      ? text.split(',')
      : undefined;
  return parted?.map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
}

function cellsOfArray(text: string): string[] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (!Array.isArray(value)) return undefined;
    const isFlat = value.every((cell) => cell === null || typeof cell !== 'object');
    return isFlat ? value.map((cell) => (cell === null ? '' : String(cell))) : undefined;
  } catch {
    return undefined;
  }
}

function draft(cells: readonly string[]) {
  const state = cells.find((cell) => STATES.has(cell));
  const name = cells.find((cell) => !NO_NAME.has(cell) && !/^[\d.]+$/.test(cell));
  if (state === undefined || name === undefined || cells.length > MOST_CELLS) return undefined;
  const [, client, server] = ENDS.exec(name) ?? [];
  return client === undefined ? { clientName: name, state } : { name, client, server, state };
}

function readCells(table: Table, from: number): BlockRead | undefined {
  if (!LISTED.test(table.preamble.command ?? '')) return undefined;
  const block: BlockRead = { next: from, observations: [], unread: 0 };
  for (; block.next < table.lines.length; block.next += 1) {
    const cells = cellsOf((table.lines[block.next]?.text ?? '').slice(0, LONGEST));
    const drafted = cells && draft(cells);
    if (drafted === undefined) break;
    block.observations.push(observeLines(table, 'broker-connection', block.next, block.next, drafted));
  }
  return block.observations.length === 0 ? undefined : block;
}

/** Reads connections of RabbitMQ of which a command kept a few columns, the name and the state among them, as arrays, with tabs or as CSV. */
export const connectionCells: BlockReader = tableReader('columns of connections', readCells);
