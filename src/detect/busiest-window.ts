import type { Hit } from '../model/signal.ts';
import { timesOf } from './times-of.ts';

/**
 * The most hits that fall into one window of `windowMs` event time, whatever order they came in.
 * Hits without a time can't be placed: they count into every window, since a paste without times is one moment.
 */
export function busiestWindow(hits: readonly Hit[], windowMs: number): number {
  const times = timesOf(hits);
  let most = 0;
  let from = 0;
  times.forEach((time, i) => {
    while (time - (times[from] ?? time) > windowMs) from++;
    most = Math.max(most, i - from + 1);
  });
  return most + hits.length - times.length;
}
