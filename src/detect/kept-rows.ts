import type { Observation } from '../model/observation.ts';

/** Rows kept whole. A table of a million sockets is compared by its first ones, and counted to its end. */
const MOST_ROWS = 20_000;

/** Observations that are not log records, in bounded memory. */
export interface KeptRows {
  add(row: Observation): void;
  /** The rows kept; when some were dropped, also a count by state of all rows that came. */
  all(): readonly Observation[];
}

/** Starts with no rows. */
export function keepRows(): KeptRows {
  const rows: Observation[] = [];
  const counts = new Map<string, { first: Observation; count: number }>();
  let dropped = false;
  return {
    add(row) {
      if (rows.length < MOST_ROWS) rows.push(row);
      else dropped = true;
      if (row.kind !== 'connection' || row.fields.state === undefined) return;
      const key = `${row.at.input} ${row.fields.state}`;
      const counted = counts.get(key);
      if (counted) counted.count++;
      else counts.set(key, { first: row, count: 1 });
    },
    all: () =>
      dropped ? [...rows, ...[...counts.values()].map(({ first, count }) => stateCount(first, count))] : rows,
  };
}

function stateCount({ at, role, text, verbatim, fields }: Observation, count: number): Observation {
  const counted = { snapshot: `${at.input}#all`, state: fields.state ?? '', count, source: 'rows' };
  return { kind: 'state-count', at, ...(role ? { role } : {}), text, verbatim, fields: counted };
}
