import type { BlockRead, BlockReader } from '../block-reader.ts';
import { cellsOf, recordKind } from './record-kind.ts';
import { observeLines, type Table, tableReader } from './table-reader.ts';

const RULE = /^\s*-{2,}(?:\+-{2,}){1,100}\s*$/;
const FOOT = /^\s*\(\d{1,9} rows?\)\s*$/;

function cellsIn(text: string): string[] {
  return text
    .slice(0, 20_000)
    .split('|')
    .map((cell) => cell.trim());
}

/** With `-A` psql prints neither blanks around the bars nor a rule below the heading. */
function isUnaligned(heading: string, columns: readonly string[], below: string): boolean {
  return (
    columns.length > 2 &&
    !heading.trim().includes(' ') &&
    columns.every((name) => /^\w{1,40}$/.test(name)) &&
    below.split('|').length === columns.length
  );
}

function readTable(table: Table, from: number): BlockRead | undefined {
  const heading = table.lines[from]?.text ?? '';
  if (heading.length > 4000 || !heading.includes('|')) return undefined;
  const below = (table.lines[from + 1]?.text ?? '').slice(0, 4000);
  const aligned = RULE.test(below);
  const columns = cellsIn(heading).map((name) => name.toLowerCase());
  if (!aligned && !isUnaligned(heading, columns, below)) return undefined;
  const kind = recordKind(columns, table.preamble.command);
  if (kind === undefined) return undefined;

  const rows = aligned ? from + 2 : from + 1;
  const block: BlockRead = { next: rows, observations: [], unread: 0 };
  for (let index = rows; index < table.lines.length; index += 1) {
    const text = table.lines[index]?.text ?? '';
    if (FOOT.test(text.slice(0, 40))) block.next = index + 1;
    if (!text.includes('|')) break;
    block.next = index + 1;
    const row = cellsIn(text);
    // A cell with line breaks goes on in rows whose other cells are empty.
    if (row[0] === '') continue;
    const drafted = kind.draft(cellsOf(columns, row));
    if (drafted === undefined) block.unread += 1;
    else block.observations.push(observeLines(table, kind.kind, index, index, drafted));
  }
  return block;
}

/** Reads the output of psql, aligned or with `-A`, when its columns are those of sessions or of a pooler's pools. */
export const psqlTable: BlockReader = tableReader('psql table', readTable);
