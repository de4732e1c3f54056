import type { BlockRead, BlockReader } from '../block-reader.ts';
import { cellsOf, recordKind } from './record-kind.ts';
import { claimed, observeLines, type Table, tableReader } from './table-reader.ts';

const MYSQL = /^\*{5,60} \d{1,9}\. row \*{5,60}\s*$/;
const PSQL = /^-\[ RECORD \d{1,9} \][-+]{0,400}\s*$/;
const RULE = /^-{40,200}\s*$/;
/** What DBeaver prints of one row: `Name |Value |` above a rule. */
const NAME_AND_VALUE = /^Name\s{0,80}\|Value\s{0,400}\|\s*$/;
const CROSSED_RULE = /^-{3,80}\+-{3,400}\+\s*$/;
/** An item of YAML whose first value is a connection's name. */
const YAML_ITEM = /^\s{0,8}- (?=name: ["']?\S{3,80} -> \S{3,80}$)/;
const COLON_PAIR = /^\s*([A-Za-z_][\w.-]{0,80}): ?(.*)$/;
const BAR_PAIR = /^([A-Za-z_]\w{0,80})\s*\| ?(.*)$/;

interface Open {
  first: number;
  last: number;
  columns: string[];
  values: string[];
}

function startsRecord(text: string): boolean {
  return MYSQL.test(text) || PSQL.test(text) || RULE.test(text) || NAME_AND_VALUE.test(text);
}

/** A rule alone does not begin a listing: after it, rabbitmqadmin prints an empty line and then a key. */
function startsHere(table: Table, from: number): boolean {
  const text = (table.lines[from]?.text ?? '').slice(0, 300);
  if (YAML_ITEM.test(text)) return true;
  if (NAME_AND_VALUE.test(text)) return CROSSED_RULE.test((table.lines[from + 1]?.text ?? '').slice(0, 500));
  if (!RULE.test(text)) return MYSQL.test(text) || PSQL.test(text);
  const blank = (table.lines[from + 1]?.text ?? '-').slice(0, 20).trim() === '';
  return blank && COLON_PAIR.test((table.lines[from + 2]?.text ?? '').slice(0, 300));
}

function close(table: Table, block: BlockRead, open: Open): void {
  const kind = recordKind(open.columns, table.preamble.command);
  const drafted = kind?.draft(cellsOf(open.columns, open.values));
  if (kind === undefined || drafted === undefined) return;
  block.observations.push(observeLines(table, kind.kind, open.first, open.last, drafted));
}

function fresh(index: number): Open {
  return { first: index, last: index, columns: [], values: [] };
}

function addPair(open: Open, index: number, text: string, bars: boolean): boolean {
  const pair = (bars ? BAR_PAIR : COLON_PAIR).exec(text);
  if (pair === null) return false;
  if (open.columns.length === 0) open.first = index;
  open.columns.push((pair[1] ?? '').toLowerCase());
  open.values.push(pair[2] ?? '');
  open.last = index;
  return true;
}

function readRecords(table: Table, from: number): BlockRead | undefined {
  if (!startsHere(table, from)) return undefined;
  const first = (table.lines[from]?.text ?? '').slice(0, 500);
  const isClosed = NAME_AND_VALUE.test(first);
  const bars = isClosed || PSQL.test(first);
  const block: BlockRead = { next: from, observations: [], unread: 0 };
  let open = fresh(from);
  for (let index = from; index < table.lines.length; index += 1) {
    const text = (table.lines[index]?.text ?? '').slice(0, 4096);
    const item = YAML_ITEM.exec(text)?.[0];
    if (item !== undefined || startsRecord(text) || text.trim() === '') {
      close(table, block, open);
      open = fresh(index);
      if (item !== undefined) addPair(open, index, text.slice(item.length), false);
    } else if (isClosed && CROSSED_RULE.test(text)) open.first = index;
    else if (!addPair(open, index, isClosed ? text.replace(/\s*\|\s*$/, '') : text, bars)) break;
    block.next = index + 1;
  }
  close(table, block, open);
  return claimed(block, from);
}

/**
 * Reads listings that print a record as `name: value` lines: `SHOW PROCESSLIST\\G` of mysql, expanded output of psql, a row of DBeaver,
 * `rabbitmqadmin -f long`, connections as YAML.
 */
export const verticalRecords: BlockReader = tableReader('records line by line', readRecords);
