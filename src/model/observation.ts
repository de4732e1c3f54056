import type { FieldValue, ObservationKind } from './fields.ts';
import type { Position, Role } from './input.ts';

/**
 * How a text record came to us, which decides whether it may count as something that happened.
 * `log`: a line with a recognised head. `trace`: a stack trace or an exception. `bare`: a message without a head,
 * as people paste it. `prose`: a person explaining. `code`: source or configuration text. Only the first three are events.
 */
export type RecordForm = 'log' | 'trace' | 'bare' | 'prose' | 'code';

/**
 * One typed fact from one record or row.
 * `fields` holds only names listed for its kind in `fields.ts`; a value that was not there is absent, never a placeholder.
 */
export interface Observation {
  kind: ObservationKind;
  at: Position;
  role?: Role;
  /** Name of the machine that a row is of, where its input tells. */
  machine?: string;
  /** The log stream that a record is of, where its input's name does not say so. */
  stream?: string;
  /** Event time, epoch milliseconds UTC. Absent when the record bears no time. */
  atMs?: number;
  /** What patterns are matched against: the message with its wrappers and head taken off, continuation lines joined by \n. */
  text: string;
  /** The lines as they were given, for quoting. */
  verbatim: string;
  form?: RecordForm;
  /** A line without a head in a long text, which nothing in it makes a message: only messages that are known count there. */
  isAnyLine?: true;
  /** Its first lines are missing: it begins with what its program writes only behind them. */
  isCut?: boolean;
  /** One of its lines ends where lines of its text are cut, so that its message may go on. */
  isAtEdge?: true;
  fields: Record<string, FieldValue>;
  /** Of a sample of a large table: how many rows of its state this one stands for. */
  rows?: number;
  /** The row that this was derived from, where it tells of the same state: what is known of the one over time holds for the other. */
  standsFor?: Observation;
}
