import type { BlockRead, BlockReader } from '../block-reader.ts';
import { observeLines, type Table, tableReader } from './table-reader.ts';

/** States of pg_stat_activity, and commands of MySQL's process list, as far as clients' sessions have them. */
const STATE =
  'idle in transaction(?: \\(aborted\\))?|active|idle|fastpath function call|disabled|Sleep|Query|Execute|Binlog Dump|Connect';
const NAME_FIRST = new RegExp(`^\\|?\\s*"?(${STATE})"?\\s*[|:=,\\s]\\s*(\\d{1,7})\\s*\\|?$`);
const COUNT_FIRST = new RegExp(`^\\|?\\s*(\\d{1,7})\\s*[|:,\\s]\\s*"?(${STATE})"?\\s*\\|?$`);
/** Headings, borders and the row of sessions without a state that stand around the counts. */
const AROUND =
  /^\|?\s*(?:state|command|count(?:\(\*\))?)\s*\|\s*(?:state|command|count(?:\(\*\))?)\s*\|?$|^[-+|\s]{3,}$|^\|?\s*\|\s*\d{1,7}\s*\|?$/i;
/** A border, a heading and another border. */
const MOST_HEADING = 3;
const IN_TRANSACTION = 'idle in transaction';

/** A clock before a row, and a duration in a column behind the count, as a query that is run again and again prints them. */
const STAMP = /^(\d\d):(\d\d)(?::(\d\d))?\s*[|,;\s]\s*/;
const BEHIND = /(\d)\s*[|,;]\s*(?:\d{1,3}:\d\d(?::\d\d)?)?\s*$/;

interface Counted {
  state: string;
  count: number;
  clockSec?: number;
}

function countAt(table: Table, index: number): Counted | undefined {
  const whole = (table.lines[index]?.text ?? '').slice(0, 200).trim();
  const stamp = STAMP.exec(whole);
  if (!stamp) return countIn(whole);
  const [stamped, hour, minute, second = 0] = stamp;
  const found = countIn(whole.slice(stamped.length).replace(BEHIND, '$1'));
  return found && { ...found, clockSec: Number(hour) * 3600 + Number(minute) * 60 + Number(second) };
}

function countIn(text: string): Counted | undefined {
  const named = NAME_FIRST.exec(text);
  if (named) return { state: named[1] ?? '', count: Number(named[2]) };
  const first = COUNT_FIRST.exec(text);
  return first ? { state: first[2] ?? '', count: Number(first[1]) } : undefined;
}

function readCounts(table: Table, from: number): BlockRead | undefined {
  const block: BlockRead = { next: from, observations: [], unread: 0 };
  const drafted: (Counted & { index: number })[] = [];
  for (let index = from; index < table.lines.length; index += 1) {
    const counted = countAt(table, index);
    const text = (table.lines[index]?.text ?? '').slice(0, 200).trim();
    if (counted === undefined && !AROUND.test(text)) break;
    if (counted === undefined && drafted.length === 0 && index - from >= MOST_HEADING) break;
    if (drafted.some(({ state, clockSec }) => state === counted?.state && clockSec === counted.clockSec))
      break;
    if (counted) drafted.push({ index, ...counted });
    block.next = index + 1;
  }
  // `3 active` alone may be about anything.
  const sure = drafted.length > 1 || drafted.some(({ state }) => state.startsWith(IN_TRANSACTION));
  if (!sure) return undefined;
  const shared = { source: 'sessions', command: table.preamble.command };
  let snapshot = '';
  block.observations = drafted.map(({ index, state, count, clockSec }, i) => {
    if (i === 0 || clockSec !== drafted[i - 1]?.clockSec) snapshot = table.context.nextSnapshot();
    return observeLines(table, 'state-count', index, index, { ...shared, snapshot, state, count, clockSec });
  });
  return block;
}

/**
 * Reads sessions of a database counted by their state, as `select state, count(*) from pg_stat_activity group by 1` and the like
 * for MySQL's process list print them, with or without a heading, in either column order. Rows that begin with a clock make one snapshot
 * for each time.
 */
export const sessionCounts: BlockReader = tableReader('sessions by state', readCounts, true);
