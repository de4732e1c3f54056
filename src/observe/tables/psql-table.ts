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

function readTable(table: Table, from: number): BlockRead | undefined {
  const heading = table.lines[from]?.text ?? '';
  if (heading.length > 4000 || !heading.includes('|')) return undefined;
  if (!RULE.test((table.lines[from + 1]?.text ?? '').slice(0, 4000))) return undefined;
  const columns = cellsIn(heading).map((name) => name.toLowerCase());
  const kind = recordKind(columns, table.preamble.command);
  if (kind === undefined) return undefined;

  const block: BlockRead = { next: from + 2, observations: [], unread: 0 };
  for (let index = from + 2; index < table.lines.length; index += 1) {
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

/** Reads the aligned output of psql, when its columns are those of pg_stat_activity. */
export const psqlTable: BlockReader = tableReader('psql table', readTable);
