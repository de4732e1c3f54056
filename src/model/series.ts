import type { Observation } from './observation.ts';

/**
 * Numbers over time. `level`: how many there were at a moment (sockets in a state, messages in a queue); `rate`: how many came
 * in each minute, or in as long a time as the name says, each point the beginning of it; `spans`: how long a condition lasted,
 * each point its beginning and `value` its length in seconds (0: it has not ended).
 */
export interface Series {
  kind: 'level' | 'rate' | 'spans';
  /** What is counted, e.g. `CLOSE_WAIT sockets`, `missed heartbeats: log records per minute`, `memory alarm`. */
  name: string;
  /** The machine, client, node or queue it was seen at, where that is known and only one. */
  of?: string;
  /** Ascending in time, at most `MOST_POINTS`. `atMs` is event time, epoch milliseconds. */
  points: readonly SeriesPoint[];
  /** Of a level that leaks: when it comes to what limit. */
  forecast?: SeriesForecast;
}

/** Where a level is when a limit is reached at its present rate, and between which moments that is in 95 of 100 cases. */
export interface SeriesForecast {
  value: number;
  /** The limit in words, e.g. `1,024 descriptors`. */
  limit: string;
  atMs: number;
  fromMs: number;
  /** Absent where the growth may as well end before. */
  toMs?: number;
}

/** How the number that a row is one of, or tells, changed over the snapshots of its machine; undefined where it did not, or is not known. */
export type LevelOf = (row: Observation) => Series | undefined;

export interface SeriesPoint {
  atMs: number;
  value: number;
}

/** A chart 700 pixels wide shows no more apart. */
export const MOST_POINTS = 240;
