/** Whose text it is: the broker's, a client's, a machine looked at, or the other end of that machine's connections. */
export const ROLES = ['broker', 'client', 'host', 'peer'] as const;
export type Role = (typeof ROLES)[number];

/** One text given to triage. `name` is what the person typed (a path, or `-` for standard input). */
export interface InputSource {
  name: string;
  role?: Role;
  /** Name of the machine whose tables it holds, where whoever delivered it knows. */
  machine?: string;
  /** The log stream it is of, where its name does not say so. */
  stream?: string;
  /** When each line came, from whoever delivered it (epoch milliseconds): the time of lines that bear none themselves. */
  lineTimesMs?: readonly number[];
  /** When the text was taken, for times without a year that nothing else in it tells. */
  nowMs?: number;
}

/**
 * Where in an input a fact was read. Lines count from 1, as an editor shows them; `endLine` is inclusive.
 * `lines` has the number of each line where they do not follow on one another (another container spoke between).
 */
export interface Position {
  input: string;
  line: number;
  endLine: number;
  lines?: readonly number[];
}

/** What the year of times that were printed without one follows from; `nothing` where they are right against each other only. */
export type YearBasis = 'dated lines' | 'the name' | 'arrival' | 'now' | 'other inputs' | 'nothing';

/** Records whose time was printed without a year, and the years they were put in. */
export interface YearNote {
  records: number;
  basis: YearBasis;
  years: readonly number[];
}
