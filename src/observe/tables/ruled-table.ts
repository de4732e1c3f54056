import type { BlockRead, BlockReader } from '../block-reader.ts';
import { cellsOf, recordKind } from './record-kind.ts';
import { claimed, observeLines, type Table, tableReader } from './table-reader.ts';

/** One run of hyphens under each heading, a blank between two. */
const RULE = /^-{2,}(?: -{2,}){1,60}\s*$/;
const LONGEST_LINE = 4_000;

interface Column {
  name: string;
  from: number;
  to: number;
}

/** A heading may be cut to the width of its column, the last goes on to the end of the line. */
function columnsOf(heading: string, rule: string): Column[] {
  const columns: Column[] = [];
  for (const { 0: run, index: from } of rule.matchAll(/-+/g)) {
    const to = from + run.length;
    columns.push({ name: heading.slice(from, to).trim().toLowerCase(), from, to });
  }
  return columns;
}

function lineAt(table: Table, index: number): string {
  return (table.lines[index]?.text ?? '').slice(0, LONGEST_LINE);
}

function readTable(table: Table, from: number): BlockRead | undefined {
  const rule = lineAt(table, from + 1);
  if (!RULE.test(rule)) return undefined;
  const columns = columnsOf(lineAt(table, from), rule);
  const names = columns.map(({ name }) => name);
  const kind = recordKind(names, table.preamble.command);
  if (kind === undefined) return undefined;
  const block: BlockRead = { next: from + 2, observations: [], unread: 0 };
  for (let index = from + 2; index < table.lines.length; index += 1) {
    const text = lineAt(table, index);
    if (text.trim() === '' || RULE.test(text)) break;
    block.next = index + 1;
    const drafted = kind.draft(
      cellsOf(
        names,
        columns.map((column) => text.slice(column.from, column.to)),
      ),
    );
    if (drafted === undefined) block.unread += 1;
    else block.observations.push(observeLines(table, kind.kind, index, index, drafted));
  }
  return claimed(block, from);
}

/** Reads tables whose columns are as wide as the rule below their headings, as SQL*Plus, sqlcmd and PowerShell print them, when the columns are those of a known listing. */
export const ruledTable: BlockReader = tableReader('table with a rule', readTable);
