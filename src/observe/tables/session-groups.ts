import type { BlockRead, BlockReader } from '../block-reader.ts';
import { type SeriesMoment, seriesMoment } from './series-moment.ts';
import { type CellLayout, cellsAt, isDrawn, layoutOf } from './session-cells.ts';
import { type SessionColumn, selectedColumns, sessionColumn } from './session-columns.ts';
import { groupsIn, type SessionGroup, sessionState, spanSec } from './session-group.ts';
import { observeLines, type Table, tableReader } from './table-reader.ts';

const LONGEST = 300;
/** A title, a time, a heading and a border stand before the first row at most. */
const MOST_BEFORE = 5;
const ABOUT_SESSIONS =
  /pg_stat_activity|processlist|dm_exec_sessions|sysprocesses|sp_who|gv?\$session|innodb_trx|performance_schema\.threads/i;
/** Statements that count sessions with an open transaction alone. */
const WITH_TRANSACTION =
  /innodb_trx|v\$transaction|taddr is not null|open_tran(?:saction_count)?\s*(?:>=?\s*[01]|<>\s*0)|dm_tran_session_transactions/i;
const TELLING = /\b(?:state|status|command|idle|sleep|sleeping|inactive)\b|idle_?in|in_(?:txn|tx|trx)/i;
const LONGEST_TITLE = 80;
const FOOT = /^\(\d{1,7} rows?(?: affected)?\)|^\d{1,7} rows? (?:in set|selected)/i;
const WATCHED = /^(?:[^\t]{0,80}\t)?\s*(\S.{7,40}?) \(every [\d.]{1,8}s\)$/;
const FRAME = /^[-=#*[(> ]{0,12}/;
const LONGEST_REMARK = 40;

/** What is read so far: the layout and columns in force, the moment, and which groups the present sample has. */
interface Reading {
  layout: CellLayout | undefined;
  columns: readonly (SessionColumn | undefined)[];
  moment: Omit<SeriesMoment, 'end'>;
  snapshot: string;
  seen: Set<string>;
  /** The line on which the block begins. */
  from: number;
}

function textAt(table: Table, index: number): string {
  return (table.lines[index]?.text ?? '').slice(0, LONGEST);
}

/** A time alone on its line, framed, with a remark or as psql's `\watch` prints it. */
function momentOf(line: string): Omit<SeriesMoment, 'end'> | undefined {
  const text = (WATCHED.exec(line)?.[1] ?? line).replace(FRAME, '').trim();
  const moment = text.length > 100 ? undefined : seriesMoment(text);
  if (moment === undefined) return undefined;
  const { end, ...when } = moment;
  const rest = text.slice(end);
  return rest.length <= LONGEST_REMARK && !/[|,\t\d]/.test(rest) ? when : undefined;
}

/** The columns of a heading: a count and a state, or counts that are named after states, beside whom they are of. */
function headingColumns(cells: readonly string[]): readonly (SessionColumn | undefined)[] | undefined {
  const columns = cells.map(sessionColumn);
  const isList = columns.includes('id') || cells.some((cell) => /^\d/.test(cell));
  const counts = columns.includes('count') && columns.includes('state');
  return !isList && (counts || columns.includes('in-transaction')) ? columns : undefined;
}

/** Without a heading the statement says which column is which, or the cells do: the count stands behind the state. */
function guessedColumns(
  cells: readonly string[],
  selected: readonly (SessionColumn | undefined)[],
): readonly (SessionColumn | undefined)[] | undefined {
  if (selected.includes('id')) return undefined;
  if (selected.length === cells.length && selected.includes('count') && selected.includes('state'))
    return selected;
  const state = cells.findIndex((cell) => sessionState(cell) !== undefined);
  const count = cells.findIndex((cell, i) => i > state && /^\d{1,7}$/.test(cell));
  if (state < 1 || count < 0) return undefined;
  return cells.map((cell, i): SessionColumn | undefined => {
    if (i === state) return 'state';
    if (i === count) return 'count';
    if (i > state) return spanSec(cell) === undefined ? undefined : 'age';
    if (seriesMoment(cell)?.end === cell.length) return 'moment';
    return /^(?:\d{1,3}\.){3}\d{1,3}$/.test(cell) ? 'client' : /^\d/.test(cell) ? undefined : 'application';
  });
}

const MOST_ABOVE = 6;
const CONTINUED = /^\s*(?:\d{1,3}>?|->|[\w.-]{1,40}[-'"(]#)\s/;

/** The command above the table, with the lines above it that a statement may take. */
function statementOf({ lines, preamble }: Table, from: number): string {
  const above = lines.slice(Math.max(0, from - MOST_ABOVE), from);
  const texts = above.map(({ text }) => text.slice(0, LONGEST).replace(CONTINUED, ' '));
  return [preamble.command ?? '', ...texts].join(' ');
}

/** Rows without a heading of sessions need a word that only a database says. */
function isSure(table: Table, index: number, cells: readonly string[]): boolean {
  return (
    ABOUT_SESSIONS.test(statementOf(table, index)) ||
    cells.some((cell) => cell.startsWith('idle in transaction'))
  );
}

function openTable(table: Table, index: number, reading: Reading): boolean {
  const text = textAt(table, index);
  const layout = layoutOf(text, textAt(table, index + 1));
  if (layout === undefined) return false;
  const cells = cellsAt(text, layout);
  const headed = headingColumns(cells);
  const command = statementOf(table, index);
  const columns =
    headed ?? (isSure(table, index, cells) ? guessedColumns(cells, selectedColumns(command)) : undefined);
  if (columns === undefined) return false;
  reading.layout = layout;
  reading.columns = columns;
  if (headed) reading.seen.clear();
  return true;
}

/** The groups of a row; a group that the sample already has begins the next. */
function rowAt(table: Table, index: number, reading: Reading): SessionGroup[] {
  if (reading.layout === undefined) return [];
  const cells = cellsAt(textAt(table, index), reading.layout);
  if (cells.length < 2 || cells.length > reading.columns.length + 1) return [];
  const inTransaction = WITH_TRANSACTION.test(statementOf(table, reading.from));
  const groups = groupsIn(cells, reading.columns, inTransaction);
  if (groups.length === 0) return [];
  const stamp = cells[reading.columns.indexOf('moment')];
  const moment = stamp === undefined ? undefined : seriesMoment(stamp);
  if (moment) passTo(reading, { ...moment });
  return groups;
}

function passTo(reading: Reading, { atMs, clockSec }: Omit<SeriesMoment, 'end'>): void {
  if (atMs === reading.moment.atMs && clockSec === reading.moment.clockSec) return;
  reading.moment = {
    ...(atMs === undefined ? {} : { atMs }),
    ...(clockSec === undefined ? {} : { clockSec }),
  };
  reading.seen.clear();
}

function observe(table: Table, index: number, reading: Reading, { whose, ...group }: SessionGroup) {
  const key = JSON.stringify([whose, group.state]);
  if (reading.seen.has(key)) reading.seen.clear();
  if (reading.seen.size === 0) reading.snapshot = table.context.nextSnapshot();
  reading.seen.add(key);
  const { atMs, clockSec } = reading.moment;
  const timed = atMs === undefined ? table : { ...table, preamble: { ...table.preamble, atMs } };
  return observeLines(timed, 'state-count', index, index, {
    snapshot: reading.snapshot,
    source: 'sessions',
    command: table.preamble.command,
    clockSec,
    ...whose,
    ...group,
  });
}

/** Passes over a line that is no row: a border, a foot, a time, a heading. False where the table ends. */
function passes(table: Table, index: number, reading: Reading): boolean {
  const text = textAt(table, index).trim();
  if (text === '' || isDrawn(text) || FOOT.test(text)) return true;
  const moment = momentOf(text);
  if (moment) passTo(reading, moment);
  return moment !== undefined || openTable(table, index, reading) || isOtherRow(text, reading);
}

/** Background processes have a row without a state. */
function isOtherRow(text: string, { layout, columns }: Reading): boolean {
  return layout !== undefined && layout.by !== 'blanks' && cellsAt(text, layout).length === columns.length;
}

/** Most lines can be passed over at once: neither a heading or a row of sessions, nor a short line above one. */
function mayBegin(table: Table, from: number): boolean {
  const text = textAt(table, from);
  if (TELLING.test(text)) return true;
  if (text.length > LONGEST_TITLE) return false;
  for (let index = from + 1; index <= from + 3; index += 1)
    if (TELLING.test(textAt(table, index))) return true;
  return false;
}

function readGroups(table: Table, from: number): BlockRead | undefined {
  if (!mayBegin(table, from)) return undefined;
  const reading: Reading = {
    layout: undefined,
    columns: [],
    moment: {},
    snapshot: '',
    seen: new Set(),
    from,
  };
  const block: BlockRead = { next: from, observations: [], unread: 0 };
  for (let index = from; index < table.lines.length; index += 1) {
    if (block.observations.length === 0 && index - from > MOST_BEFORE) break;
    const groups = rowAt(table, index, reading);
    if (groups.length === 0 && !passes(table, index, reading)) break;
    // A first row without a heading has told which column is which.
    const read = groups.length > 0 ? groups : rowAt(table, index, reading);
    for (const group of read) block.observations.push(observe(table, index, reading, group));
    if (read.length > 0) block.next = index + 1;
  }
  return block.observations.length === 0 ? undefined : block;
}

/**
 * Reads sessions of a database that a statement counted by their state and by whose they are, once or again and again: by application,
 * user, database or client in any order of columns, with a heading or without, of PostgreSQL, MySQL, SQL Server and Oracle.
 */
export const sessionGroups: BlockReader = tableReader('sessions by state and owner', readGroups, true);
