import type { Snapshot } from '../snapshots.ts';

const DAY_MS = 86_400_000;

/**
 * When snapshots were taken, in milliseconds of one clock: by their dates, else by the clock on their lines, which may have passed midnight.
 * Undefined where one has neither.
 */
export function momentsOf(series: readonly Snapshot[]): number[] | undefined {
  let [days, before] = [0, 0];
  const moments: number[] = [];
  for (const { atMs, observations } of series) {
    const clockSec = atMs === undefined ? observations[0]?.fields['clockSec'] : undefined;
    const clockMs = typeof clockSec === 'number' ? clockSec * 1000 : undefined;
    if (clockMs !== undefined && clockMs < before) days += 1;
    before = clockMs ?? before;
    const moment = atMs ?? (clockMs === undefined ? undefined : clockMs + days * DAY_MS);
    if (moment === undefined) return undefined;
    moments.push(moment);
  }
  return moments;
}
