import type { BlockRead } from '../block-reader.ts';
import { isElision } from '../elision.ts';
import { claimed, type Drafted, observeLines, type Table } from './table-reader.ts';

/** What a line of a socket table is: the fields of a row, a line without data, a row that could not be parsed, or the end of the table. */
export type SocketRow = Drafted | 'skip' | 'unread' | 'end';

function isBlank(text: string): boolean {
  return text.length < 4096 && text.trim() === '';
}

function key(row: Drafted): string {
  return `${row['protocol']} ${row['local']} ${row['peer']}`;
}

/** A table names a connection once. A listener, a socket without a peer, and with lsof any socket may stand there several times. */
function isConnection(row: Drafted, source: string): boolean {
  const ports = [String(row['localPort']), String(row['peerPort'])];
  return source !== 'lsof' && row['state'] !== 'LISTEN' && ports.every((port) => /^[1-9]\d*$/.test(port));
}

/** A socket seen twice with a blank line between is a later snapshot pasted below, not the same table. */
function resumes(
  table: Table,
  blank: number,
  seen: ReadonlySet<string>,
  rowOf: (index: number) => SocketRow,
): boolean {
  const next = table.lines[blank + 1];
  if (next === undefined || isBlank(next.text)) return false;
  const row = rowOf(blank + 1);
  if (typeof row !== 'object') return false;
  return row['state'] === 'LISTEN' || !seen.has(key(row));
}

function addTimersShown(block: BlockRead, shown: boolean): void {
  const timersShown = shown || block.observations.some((row) => row.fields['timer'] !== undefined);
  if (!timersShown) return;
  for (const row of block.observations) row.fields['timersShown'] = true;
}

/**
 * Collects the rows of one socket table from line `from` on as `connection` observations that share a snapshot; a connection
 * that comes again begins the next one, as a loop that runs the tool each second prints it. `rowOf` reads the line at an index;
 * blank lines and what stands for rows left out are skipped. `timersShown` says that the command line asks for timers.
 * Undefined when there is no row at all, unless the table is long.
 */
export function socketRows(
  table: Table,
  from: number,
  source: string,
  rowOf: (index: number) => SocketRow,
  timersShown = false,
): BlockRead | undefined {
  const block: BlockRead = { next: from, observations: [], unread: 0 };
  const seen = new Set<string>();
  let snapshot: string | undefined;
  for (let index = from; index < table.lines.length; index += 1) {
    const text = table.lines[index]?.text ?? '';
    const row = rowOf(index);
    if (row === 'end') {
      if (isElision(text) || (isBlank(text) && resumes(table, index, seen, rowOf))) continue;
      break;
    }
    block.next = index + 1;
    if (row === 'unread') block.unread += 1;
    if (typeof row !== 'object') continue;
    const named = key(row);
    if (seen.has(named) && isConnection(row, source)) {
      snapshot = undefined;
      seen.clear();
    }
    snapshot ??= table.context.nextSnapshot();
    seen.add(named);
    // Written into the row, which was made here: copying it would take most of the time for a large table.
    Object.assign(row, { snapshot, source, command: table.preamble.command });
    block.observations.push(observeLines(table, 'connection', index, index, row));
  }
  addTimersShown(block, timersShown);
  return claimed(block, from);
}
