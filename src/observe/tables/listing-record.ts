import type { ObservationKind } from '../../model/fields.ts';
import type { Drafted } from './table-reader.ts';

/** One record of a listing, whatever its layout: the cells by lower-case column name, empty ones left out. */
export type Cells = ReadonlyMap<string, string>;

/** Decides which listings are of this kind, by their columns or by the command that printed them, and reads their records. */
export interface RecordKind {
  kind: ObservationKind;
  fits(columns: ReadonlySet<string>, command: string): boolean;
  draft(cells: Cells): Drafted | undefined;
}
