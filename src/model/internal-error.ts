/**
 * What our own code could not do with a system, an incident or a digest, for as long as that holds. Times are epoch milliseconds:
 * when it was first seen, and last.
 */
export interface InternalError {
  /** `system <name>`, `incident <id>` or `digest <id>`. */
  subject: string;
  /** What could not be done, and what a person can do about it. */
  what: string;
  hint: string;
  /** Nothing could be done with the subject, so that it is left alone for a while. */
  isWhole: boolean;
  sinceMs: number;
  atMs: number;
}
