import type { KeptRows } from '../detect/kept-rows.ts';
import type { Observation } from '../model/observation.ts';
import { countByState, stateColumn } from '../observe/tables/state-column.ts';

/** Rows of one table that show where its states stand. */
const ENOUGH_ROWS = 1_000;

/** Counts the rows of a large table that are too many to be kept: of those only the states matter. */
export interface RowCount {
  /** Looks at rows that were read in full, to find where their states stand. */
  learn(observations: readonly Observation[]): void;
  /** Counts the rows in some bytes of the same input; how many there are, or undefined where they must be read in full. */
  count(chunk: Uint8Array): number | undefined;
}

/** Starts on one input. */
export function createRowCount(rows: KeptRows, input: string): RowCount {
  let column: number | undefined;
  return {
    learn(observations) {
      const sockets = observations.filter(({ kind }) => kind === 'connection');
      if (sockets.length >= ENOUGH_ROWS) column = stateColumn(sockets);
    },
    count(chunk) {
      if (column === undefined || !rows.isFull()) return undefined;
      const counts = countByState(chunk, column);
      return counts && rows.countMore(input, counts);
    },
  };
}
