import type { Line } from '../line.ts';
import { wholeTimeMs } from './whole-time.ts';

/** A date stands at most so many lines above the figures of one command. */
const MOST_ABOVE = 40;
/** The milliseconds at the end of a Prometheus sample. */
const SAMPLE_TIME = /\s(\d{13})\s*$/;

/** When the figures on a line were taken: by the sample itself, by its line, else by the last date above that has a line of its own. */
export function takenMs(lines: readonly Line[], index: number): number | undefined {
  const stamp = SAMPLE_TIME.exec((lines[index]?.text ?? '').slice(0, 2_000))?.[1];
  if (stamp !== undefined) return Number(stamp);
  const ownMs = lines[index]?.atMs;
  if (ownMs !== undefined) return ownMs;
  for (let above = index - 1; above >= Math.max(0, index - MOST_ABOVE); above--) {
    const atMs = wholeTimeMs((lines[above]?.text ?? '').slice(0, 60));
    if (atMs !== undefined) return atMs;
  }
  return undefined;
}
