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

function countAt(table: Table, index: number): { state: string; count: number } | undefined {
  const text = (table.lines[index]?.text ?? '').slice(0, 200).trim();
  const named = NAME_FIRST.exec(text);
  if (named) return { state: named[1] ?? '', count: Number(named[2]) };
  const counted = COUNT_FIRST.exec(text);
  return counted ? { state: counted[2] ?? '', count: Number(counted[1]) } : undefined;
}

function readCounts(table: Table, from: number): BlockRead | undefined {
  const block: BlockRead = { next: from, observations: [], unread: 0 };
  const drafted: { index: number; state: string; count: number }[] = [];
  for (let index = from; index < table.lines.length; index += 1) {
    const counted = countAt(table, index);
    const text = (table.lines[index]?.text ?? '').slice(0, 200).trim();
    if (counted === undefined && !AROUND.test(text)) break;
    if (counted === undefined && drafted.length === 0 && index - from >= MOST_HEADING) break;
    if (drafted.some(({ state }) => state === counted?.state)) break;
    if (counted) drafted.push({ index, ...counted });
    block.next = index + 1;
  }
  // `3 active` alone may be about anything.
  const sure = drafted.length > 1 || drafted.some(({ state }) => state.startsWith(IN_TRANSACTION));
  if (!sure) return undefined;
  const shared = {
    snapshot: table.context.nextSnapshot(),
    source: 'sessions',
    command: table.preamble.command,
  };
  block.observations = drafted.map(({ index, state, count }) =>
    observeLines(table, 'state-count', index, index, { ...shared, state, count }),
  );
  return block;
}

/**
 * Reads sessions of a database counted by their state, as `select state, count(*) from pg_stat_activity group by 1` and the like
 * for MySQL's process list print them, with or without a heading, in either column order.
 */
export const sessionCounts: BlockReader = tableReader('sessions by state', readCounts);
