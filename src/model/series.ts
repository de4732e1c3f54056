/**
 * Numbers over time. `level`: how many there were at a moment (sockets in a state); `rate`: how many came in each minute;
 * `spans`: how long a condition lasted, each point its beginning and `value` its length in seconds (0: it has not ended).
 */
export interface Series {
  kind: 'level' | 'rate' | 'spans';
  /** What is counted, in words of the field, e.g. `CLOSE_WAIT sockets`, `reconnects per minute`, `memory alarm`. */
  name: string;
  /** The machine or client it was seen at, where that is known. */
  of?: string;
  /** Ascending in time, at most 240. `atMs` is event time, epoch milliseconds. */
  points: readonly { atMs: number; value: number }[];
}
