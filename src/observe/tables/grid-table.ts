import type { BlockRead, BlockReader } from '../block-reader.ts';
import { listingIntro } from './listing-intro.ts';
import { cellsOf, recordKind } from './record-kind.ts';
import { observeLines, type Table, tableReader } from './table-reader.ts';

const BORDER = /^\s*[+|├┌└┼╔╠╚┏┣┗][-+|=:─┬┼┴┐┤┘├│═╦╬╩╗╣╝━┳╋┻┓┫┛\s]{2,4000}$/;
const FIRST_CELL = /^\s*[|│║┃]/;
const LONGEST_ROW = 20_000;
const LONGEST_STATEMENT = 60;

/** VT100 line drawing, which rabbitmqctl's pretty_table switches on and off around every border. */
const ESCAPE = String.fromCharCode(27);
const DRAWING = new RegExp(`${ESCAPE}?\\(0([a-z]{1,4000})${ESCAPE}?\\(B`, 'g');

/** The line with its borders as characters, and without what makes a heading bold. */
function drawn(table: Table, index: number): string {
  const text = (table.lines[index]?.text ?? '').slice(0, LONGEST_ROW + 1);
  if (!text.includes('(0')) return text;
  const bold = `${ESCAPE}[`;
  return text
    .replace(DRAWING, (_, letters: string) => (letters === 'x' ? '│' : '┼'.repeat(letters.length)))
    .replaceAll(`${bold}1m`, '')
    .replaceAll(`${bold}0m`, '')
    .replaceAll(`${bold}m`, '');
}

function cellsIn(text: string): string[] {
  const row = text.slice(0, LONGEST_ROW).trim();
  return row
    .slice(1, /[|│║┃]$/.test(row) && row.length > 1 ? -1 : undefined)
    .split(/[|│║┃]/)
    .map((cell) => cell.trim());
}

/**
 * A statement with line breaks in its cell goes on below, without a first border, until a line closes the row: returns that
 * line, or the line itself when no such line is near.
 */
function rowEnd(table: Table, index: number, text: string): number {
  if (/[|│║┃]\s*$/.test(text)) return index;
  for (let below = index + 1; below <= index + LONGEST_STATEMENT; below += 1) {
    const next = drawn(table, below);
    if (FIRST_CELL.test(next) || BORDER.test(next.slice(0, 4000))) return index;
    if (next.trimEnd().endsWith('|')) return below;
  }
  return index;
}

function readGrid(table: Table, from: number): BlockRead | undefined {
  const { next, listed, of } = listingIntro(table, from);
  const head = BORDER.test(drawn(table, next).slice(0, 4000)) ? next + 1 : next;
  const heading = drawn(table, head);
  if (!FIRST_CELL.test(heading) || heading.length > 4000 || BORDER.test(heading)) return undefined;
  const columns = cellsIn(heading).map((name) => name.toLowerCase());
  const kind = recordKind(columns, listed ?? table.preamble.command);
  if (kind === undefined) return undefined;

  const block: BlockRead = { next: head + 1, observations: [], unread: 0 };
  for (let index = head + 1; index < table.lines.length; index += 1) {
    const text = drawn(table, index);
    const border = BORDER.test(text.slice(0, 4000));
    if (!border && !FIRST_CELL.test(text)) break;
    const first = index;
    if (!border) index = rowEnd(table, index, text);
    block.next = index + 1;
    if (border) continue;
    const drafted = kind.draft(cellsOf(columns, cellsIn(text)));
    if (drafted === undefined) block.unread += 1;
    else block.observations.push(observeLines(table, kind.kind, first, index, { ...of, ...drafted }));
  }
  return block;
}

/**
 * Reads a table drawn with borders, as mysql, rabbitmqadmin, `rabbitmqctl --formatter pretty_table` and Markdown draw it, when
 * its columns are those of connections, queues or sessions.
 */
export const gridTable: BlockReader = tableReader('table with borders', readGrid);
