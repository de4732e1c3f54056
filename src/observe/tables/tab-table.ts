import type { BlockRead, BlockReader } from '../block-reader.ts';
import { listingIntro, type Whose } from './listing-intro.ts';
import type { RecordKind } from './listing-record.ts';
import { cellsOf, recordKind } from './record-kind.ts';
import { observeLines, type Table, tableReader } from './table-reader.ts';

/** Options of rabbitmqctl that take a value. */
const OPTION = /\s(?:-[pnt]|--(?:vhost|node|timeout|formatter))\s+\S+/g;
const COLUMN = /^[A-Za-z][\w.]{1,40}$/;
/** What rabbitmqctl lists when no columns are asked for (rabbitmqctl(8)). */
const DEFAULT_COLUMNS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    list_queues: ['name', 'messages'],
    list_permissions: ['user', 'configure', 'write', 'read'],
    list_user_permissions: ['vhost', 'configure', 'write', 'read'],
    list_connections: ['user', 'peer_host', 'peer_port', 'state'],
  }),
);

interface Layout {
  kind: RecordKind;
  columns: readonly string[];
  rows: number;
  of: Whose;
}

function split(text: string): string[] {
  if (text.includes('\t')) return text.split('\t');
  // Blanks inside of a term, as in `[{rabbit@mq01, running}]`, part no columns.
  return text.trim().split(/\s+(?![^[\]]{0,2000}\])/);
}

function columnsOfCommand(command: string): readonly string[] | undefined {
  const typed =
    /\b(list_queues|list_connections|list_vhosts|list_permissions|list_user_permissions)\b([^|>;]{0,300})/.exec(
      command,
    );
  if (typed === null) return undefined;
  const named = (typed[2] ?? '')
    .replace(OPTION, ' ')
    .trim()
    .split(/\s+/)
    .filter((word) => /^[a-z][a-z_]+$/.test(word));
  return named.length > 0 ? named : DEFAULT_COLUMNS.get(typed[1] ?? '');
}

function layout(table: Table, from: number): Layout | undefined {
  const { next, listed, of } = listingIntro(table, from);
  const typed = table.preamble.command ?? '';
  const command = /list_(?:queues|connections|vhosts|(?:user_)?permissions)/.test(typed)
    ? typed
    : (listed ?? typed);
  const heading = table.lines[next]?.text ?? '';
  const announced =
    listed !== undefined ||
    command !== typed ||
    /list_(?:queues|connections|vhosts|(?:user_)?permissions)/.test(typed);
  if (heading.length > 2000 || (!announced && !heading.includes('\t'))) return undefined;

  const names = split(heading).map((name) => name.trim().toLowerCase());
  const isHeading = names.every((name) => COLUMN.test(name)) && recordKind(names, command) !== undefined;
  const asked = columnsOfCommand(command);
  const headed = isHeading || (asked !== undefined && names.join(' ') === asked.join(' '));
  const columns = headed ? names : asked;
  const kind = columns === undefined ? undefined : recordKind(columns, command);
  if (columns === undefined || kind === undefined) return undefined;
  return { kind, columns, rows: headed ? next + 1 : next, of };
}

/** Values of a row by column. A name with blanks, which a paste no longer parts from the numbers behind it, is one value. */
function valuesOf(text: string, columns: readonly string[]): string[] {
  const values = text.length > 20_000 ? [] : split(text);
  const more = values.length - columns.length;
  const isNamed = more > 0 && columns.length > 1 && columns[0] === 'name' && !text.includes('\t');
  if (!isNamed || !values.slice(more + 1).every((value) => /^\d+$/.test(value))) return values;
  return [values.slice(0, more + 1).join(' '), ...values.slice(more + 1)];
}

function readRows(table: Table, { kind, columns, rows, of }: Layout): BlockRead {
  const block: BlockRead = { next: rows, observations: [], unread: 0 };
  for (let index = rows; index < table.lines.length; index += 1) {
    const text = table.lines[index]?.text ?? '';
    const values = valuesOf(text, columns);
    const short = text.includes('\t') && values.length < columns.length && values.length >= 2;
    if (values.length !== columns.length && !short) break;
    const drafted = kind.draft(cellsOf(columns, values));
    if (drafted === undefined) break;
    block.next = index + 1;
    block.observations.push(observeLines(table, kind.kind, index, index, { ...of, ...drafted }));
  }
  if (/^\.\.\.done\.?\s*$/.test((table.lines[block.next]?.text ?? '').slice(0, 40))) block.next += 1;
  return block;
}

/** The columns that a command asked for hold for each time that it lists, as in `rabbitmqctl list_queues name messages; sleep 60; …`. */
function readTable(table: Table, from: number): BlockRead | undefined {
  const shape = layout(table, from);
  if (shape === undefined) return undefined;
  const block = readRows(table, shape);
  for (;;) {
    const again = listingIntro(table, block.next);
    if (again.listed === undefined) break;
    const further = readRows(table, { ...shape, rows: again.next, of: again.of });
    if (further.observations.length === 0) break;
    block.observations.push(...further.observations);
    block.next = further.next;
  }
  return block.next > from ? block : undefined;
}

/**
 * Reads the tab-separated listings of `rabbitmqctl list_queues`, `list_connections` and `list_vhosts` (with the columns from their heading,
 * or from the command line before 3.8) and of `mysql --batch`. Tabs that a paste turned into blanks are accepted.
 */
export const tabTable: BlockReader = tableReader('tab-separated table', readTable);
