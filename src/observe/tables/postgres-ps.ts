import type { BlockRead, BlockReader } from '../block-reader.ts';
import { type Drafted, observeLines, type Table, tableReader } from './table-reader.ts';

const TITLE =
  /postgres: (?:[\w-]{1,60}: )?(\S{1,64}) (\S{1,64}) (\[local\]|[\w.:%-]{1,80}\(\d{1,5}\)) (.{1,120}?)\s*$/;
const PID = /^\s*(?:\S{1,40}\s+)?(\d{1,10})\s/;

function session(text: string): Drafted | undefined {
  const at = text.indexOf('postgres: ');
  const title = at < 0 ? null : TITLE.exec(text.slice(at, at + 400));
  if (title === null) return undefined;
  const client = /^(.*)\((\d+)\)$/.exec(title[3] ?? '');
  return {
    product: 'postgresql',
    id: PID.exec(text.slice(0, 200))?.[1],
    user: title[1],
    database: title[2],
    client: client === null ? title[3] : `${client[1]}:${client[2]}`,
    state: title[4],
  };
}

function isProcessLine(text: string): boolean {
  return /^\s*(?:\S{1,40}\s+)?\d{1,10}\s.{0,200}\b(?:postgres|postmaster)\b/.test(text);
}

function readPs(table: Table, from: number): BlockRead | undefined {
  const first = (table.lines[from]?.text ?? '').slice(0, 600);
  if (!first.includes('postgres: ') || session(first) === undefined) return undefined;
  const block: BlockRead = { next: from, observations: [], unread: 0 };
  for (let index = from; index < table.lines.length; index += 1) {
    const text = (table.lines[index]?.text ?? '').slice(0, 600);
    const drafted = session(text);
    if (drafted === undefined && !isProcessLine(text)) break;
    block.next = index + 1;
    if (drafted !== undefined) block.observations.push(observeLines(table, 'session', index, index, drafted));
  }
  return block;
}

/**
 * Reads PostgreSQL back ends from `ps`, which show `user database host(port) state` as their title (src/backend/utils/misc/
 * ps_status.c). Background workers have no such title and are skipped.
 */
export const postgresPs: BlockReader = tableReader('ps of PostgreSQL', readPs);
