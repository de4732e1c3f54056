import type { Observation } from '../../model/observation.ts';
import { rememberLast } from '../../remember-last.ts';
import { type Snapshot, snapshotsOf } from './snapshots.ts';

/** Rows of tables, of which each list holds those of one input. */
export interface TableRows {
  inputs: readonly (readonly Observation[])[];
  /** The snapshots of sockets in them, in the order given. */
  snapshots: readonly Snapshot[];
  /** All but single sockets, which are many. */
  others: readonly Observation[];
}

/** Tells rows apart. What one input holds is told apart once, for as long as its list is there. */
export function tableRowsOf(inputs: readonly (readonly Observation[])[]): TableRows {
  return { inputs, snapshots: inputs.flatMap(snapshotsOf), others: inputs.flatMap(othersOf) };
}

/** The rows of an input but for single sockets. */
export function othersOf(rows: readonly Observation[]): readonly Observation[] {
  return others.get(rows, [rows.length], () => rows.filter(({ kind }) => kind !== 'connection'));
}

const others = rememberLast<readonly Observation[], readonly Observation[]>();
