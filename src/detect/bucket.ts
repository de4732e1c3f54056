import type { Hit } from '../model/signal.ts';

/** What one signal has met so far. `total` counts all; `hits` keeps the first few thousand. */
export interface Bucket {
  total: number;
  hits: Hit[];
  /** Dropped hits that have a time, counted by the beginning of their minute. */
  perMinute?: Map<number, number>;
  /** Not every hit was looked at or counted in time. */
  sampled?: boolean;
  firstMs?: number;
  lastMs?: number;
}
