import type { Hit } from '../model/signal.ts';

/** What one signal has met so far. `total` counts all; `hits` keeps the first few thousand. */
export interface Bucket {
  total: number;
  hits: Hit[];
  firstMs?: number;
  lastMs?: number;
}
