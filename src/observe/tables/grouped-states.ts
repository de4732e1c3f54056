import type { BlockRead, BlockReader } from '../block-reader.ts';
import { readTime } from '../times/read-time.ts';
import { observeLines, type Table, tableReader } from './table-reader.ts';
import { kernelState } from './tcp-state.ts';

/** Columns as `Format-Table` and `Select-Object` head them, in any order and with columns of one's own. */
const HEADING = /^\s*(?:[A-Za-z]\w{1,30}\s+){0,6}Count(?:\s+[A-Za-z]\w{1,30}){0,6}\s*$/;
const RULE = /^\s*-{2,}(?:\s+-{2,})+\s*$/;
/** Columns that hold a state, an id of a process, or both: `Bound, 7044`, `7044, Bound`. */
const GROUPED = /^(?:Name|Values|State|OwningProcess|PID|ProcessId|Id)$/i;
/** Cells of a command that was typed, or of a row of sockets, which are none of a group. */
const FOREIGN = /[|>$\\:]|^(?:TCP|UDP)$/;
const LONGEST_ROW = 400;
const ASKED = /\bGet-NetTCPConnection\b.{0,80}-State\s+(\w{5,12})/i;
/** A count, a process and a port. */
const MOST_KEYS = 3;

/** Whether the count stands before what was grouped; undefined where the line heads no such table. */
function countsFirst(text: string): boolean | undefined {
  if (!HEADING.test(text)) return undefined;
  const names = text.trim().split(/\s+/);
  const grouped = names.findIndex((name) => GROUPED.test(name));
  return grouped < 0 ? undefined : names.indexOf('Count') < grouped;
}

/** The cells before the objects in braces: one is a state, and the numbers are a count and the id of a process. */
function readRow(text: string, countFirst: boolean, asked: string | undefined) {
  const cells = (text.split('{', 1)[0] ?? '')
    .trim()
    .split(/\s+/)
    .map((cell) => cell.replace(/,$/, ''));
  const shown = cells.map(kernelState).find((one) => one !== undefined);
  const state = shown ?? asked;
  const numbers = cells.filter((cell) => /^\d{1,10}$/.test(cell));
  if (state === undefined || numbers.length === 0 || numbers.length > (shown ? 2 : MOST_KEYS))
    return undefined;
  if (cells.some((cell) => FOREIGN.test(cell))) return undefined;
  // Behind a state that was asked for stand the process and a port, in this order or alone.
  const ordered = countFirst ? numbers : numbers.toReversed();
  return { state, count: Number(ordered[0]), pid: ordered[1] };
}

/** The moment at the beginning of a row of a script that samples again and again, and where it ends. */
function momentOf(text: string): { atMs?: number; stamp: string } {
  const time = readTime(text, 0);
  if (time === undefined) return { stamp: '' };
  const stamp = text.slice(0, time.end);
  return time.atMs === undefined ? { stamp } : { stamp, atMs: time.atMs };
}

function readGroups(table: Table, from: number): BlockRead | undefined {
  const countFirst = countsFirst((table.lines[from]?.text ?? '').slice(0, LONGEST_ROW));
  if (countFirst === undefined) return undefined;
  const { command } = table.preamble;
  const asked = kernelState(ASKED.exec(command ?? '')?.[1] ?? '');
  const block: BlockRead = { next: from + 1, observations: [], unread: 0 };
  let snapshot: string | undefined;
  let before: string | undefined;
  for (; block.next < table.lines.length; block.next += 1) {
    const text = (table.lines[block.next]?.text ?? '').slice(0, LONGEST_ROW).trim();
    if (RULE.test(text)) continue;
    const { stamp, atMs } = momentOf(text);
    const fields = readRow(text.slice(stamp.length), countFirst, asked);
    if (fields === undefined) break;
    if (snapshot === undefined || stamp !== before) snapshot = table.context.nextSnapshot();
    before = stamp;
    const shared = { snapshot, source: 'Get-NetTCPConnection', command };
    const timed = atMs === undefined ? table : { ...table, preamble: { ...table.preamble, atMs } };
    block.observations.push(
      observeLines(timed, 'state-count', block.next, block.next, { ...shared, ...fields }),
    );
  }
  return block.observations.length === 0 ? undefined : block;
}

/**
 * Reads `Get-NetTCPConnection | Group-Object State`, whose rows are a count, a state written `CloseWait` and the objects counted.
 * Grouped by process as well, a state has several rows. Rows of a script that begin with a time make one snapshot for each time.
 */
export const groupedStates: BlockReader = tableReader('Group-Object State', readGroups);
