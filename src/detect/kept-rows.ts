import type { Observation } from '../model/observation.ts';

/** Rows kept whole. A table of a million sockets is compared by its first ones, and counted to its end. */
const MOST_ROWS = 20_000;

/** Observations that are not log records, in bounded memory. */
export interface KeptRows {
  add(row: Observation): void;
  /** The rows kept; when some were dropped, also a count by state of all rows that came. */
  all(): readonly Observation[];
  /** What `join` takes, with at most so many rows. */
  digest(mostRows: number): RowsDigest;
  join(digest: RowsDigest): void;
}

/** Rows as plain data: those kept, and of sockets how many came in which state of which input. */
export interface RowsDigest {
  rows: readonly Observation[];
  states: readonly { first: Observation; count: number }[];
  isComplete: boolean;
}

/** Starts with no rows. */
export function keepRows(): KeptRows {
  const rows: Observation[] = [];
  const states = new Map<string, { first: Observation; count: number }>();
  let isComplete = true;
  const keep = (row: Observation): void => {
    if (rows.length < MOST_ROWS) rows.push(row);
    else isComplete = false;
  };
  const countState = (first: Observation, count: number): void => {
    const key = `${first.at.input} ${first.fields.state}`;
    const counted = states.get(key);
    if (counted) counted.count += count;
    else states.set(key, { first, count });
  };
  return {
    add(row) {
      keep(row);
      if (row.kind === 'connection' && row.fields.state !== undefined) countState(row, 1);
    },
    all: () =>
      isComplete
        ? rows
        : [...rows, ...[...states.values()].map(({ first, count }) => stateCount(first, count))],
    digest: (mostRows) => ({
      rows: rows.slice(-mostRows),
      states: [...states.values()],
      isComplete: isComplete && rows.length <= mostRows,
    }),
    join(digest) {
      digest.rows.forEach(keep);
      for (const { first, count } of digest.states) countState(first, count);
      isComplete &&= digest.isComplete;
    },
  };
}

function stateCount({ at, role, text, verbatim, fields }: Observation, count: number): Observation {
  const counted = { snapshot: `${at.input}#all`, state: fields.state ?? '', count, source: 'rows' };
  return { kind: 'state-count', at, ...(role ? { role } : {}), text, verbatim, fields: counted };
}
