import type { SessionColumn } from './session-columns.ts';
import type { Drafted } from './table-reader.ts';

/** Sessions counted together: whose they are, their state, how many, and how long the oldest has been so. */
export interface SessionGroup {
  state: string;
  count: number;
  whose: Drafted;
  age?: string;
  ageSec?: number;
}

const IN_TRANSACTION = 'idle in transaction';
/** States of pg_stat_activity, commands of MySQL's process list, status of dm_exec_sessions and of v$session, as one name each. */
const STATES: readonly { state: string; printed: RegExp }[] = [
  { state: IN_TRANSACTION, printed: /^idle in transaction(?: \(aborted\))?$/i },
  { state: 'idle', printed: /^(?:idle|sleeping|inactive)$/i },
  { state: 'Sleep', printed: /^sleep$/i },
  { state: 'Query', printed: /^(?:query|execute)$/i },
  {
    state: 'active',
    printed:
      /^(?:active|running|runnable|suspended|fastpath function call|disabled|killed|sniped|cached|connect|daemon|binlog dump(?: gtid)?|background|dormant)$/i,
  },
];
const SPAN = /^-?(?:(\d{1,4}) days?,? ?)?(?:(\d{1,4}):(\d\d)(?::(\d\d)(?:[.,]\d{1,9})?)?)?$/;
const NUMBER = /^\d{1,7}$/;
const SECONDS = /^(\d{1,8})(?:\.\d{1,6})?(?: ?s(?:ec(?:onds?)?)?)?$/;

/** The state that a cell names; undefined where it is none of a session. */
export function sessionState(cell: string): string | undefined {
  return STATES.find(({ printed }) => printed.test(cell))?.state;
}

/** What the cells of a row say by their columns. `inTransaction` where the statement lists sessions with a transaction alone. */
export function groupsIn(
  cells: readonly string[],
  columns: readonly (SessionColumn | undefined)[],
  inTransaction: boolean,
): SessionGroup[] {
  const at = (column: SessionColumn) => cells[columns.indexOf(column)];
  const whose = whoseOf(cells, columns);
  const age = ageOf(cells, columns);
  const wide = wideGroups(cells, columns).map((group) => ({ ...group, whose, ...age }));
  if (wide.length > 0) return wide;
  const state = sessionState(at('state') ?? '');
  const count = at('count') ?? '';
  if (state === undefined || !NUMBER.test(count)) return [];
  const opens = inTransaction || Number(at('transactions') ?? 0) > 0;
  const isIdle = state === 'idle' || state === 'Sleep';
  return [{ state: opens && isIdle ? IN_TRANSACTION : state, count: Number(count), whose, ...age }];
}

/** Columns that are named after a state hold its count. */
function wideGroups(cells: readonly string[], columns: readonly (SessionColumn | undefined)[]) {
  return columns.flatMap((column, i) => {
    const state = column === 'in-transaction' ? IN_TRANSACTION : column === 'idle' ? 'idle' : undefined;
    const cell = cells[i] ?? '';
    return state !== undefined && NUMBER.test(cell) ? [{ state, count: Number(cell) }] : [];
  });
}

const OWNERS: readonly SessionColumn[] = ['application', 'user', 'database', 'client'];
const LONGEST_NAME = 80;

function whoseOf(cells: readonly string[], columns: readonly (SessionColumn | undefined)[]): Drafted {
  const whose: Drafted = {};
  for (const owner of OWNERS) {
    const cell = cells[columns.indexOf(owner)];
    if (cell !== undefined && cell !== '' && cell !== 'NULL' && cell.length <= LONGEST_NAME)
      whose[owner] = cell;
  }
  return whose;
}

/** The oldest of the spans of time in a row: `max(…)` beside `min(…)`. */
function ageOf(
  cells: readonly string[],
  columns: readonly (SessionColumn | undefined)[],
): Pick<SessionGroup, 'age' | 'ageSec'> {
  const ages = cells.flatMap((age, i) => {
    const ageSec = columns[i] === 'age' ? spanSec(age) : undefined;
    return ageSec === undefined ? [] : [{ age, ageSec }];
  });
  return ages.reduce<Pick<SessionGroup, 'age' | 'ageSec'>>(
    (oldest, one) => (one.ageSec > (oldest.ageSec ?? -1) ? one : oldest),
    {},
  );
}

/** Seconds of `03:52:45`, `1 day 03:52:45`, `14212` or `31.5`. */
export function spanSec(cell: string): number | undefined {
  const seconds = SECONDS.exec(cell)?.[1];
  if (seconds !== undefined) return Number(seconds);
  const span = cell === '' ? null : SPAN.exec(cell);
  if (span === null || (span[1] === undefined && span[2] === undefined)) return undefined;
  const [, days = 0, hours = 0, minutes = 0, rest = 0] = span;
  return Number(days) * 86_400 + Number(hours) * 3_600 + Number(minutes) * 60 + Number(rest);
}
