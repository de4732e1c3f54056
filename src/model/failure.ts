/** A fault of our own that cost a part of an answer. A person should report it; the rest of the answer stands. */
export interface Failure {
  /** What failed: a reader, or a runbook. */
  what: string;
  message: string;
  /** The line at which it first happened, where a line was read. */
  line?: number;
  count: number;
}
