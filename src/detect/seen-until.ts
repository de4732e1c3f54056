import type { Group } from './conditions.ts';
import { areOfOneMachine, ownAddresses } from './derive/snapshot-series.ts';

/** When a snapshot of sockets was taken, in epoch milliseconds; 0 where it has no time. */
export function seenMs({ tallies: [first] }: Group): number {
  return first?.hits[0]?.observation.atMs ?? 0;
}

/**
 * Notes in the fullest snapshot of sockets when the latest of the `others` was taken that shows the same on that machine: sockets
 * that stay are seen for as long as snapshots show them, however many of them are left, and counted once.
 */
export function seenUntil<T extends Group>(fullest: T, others: readonly Group[]): T {
  const own = addressesOf(fullest);
  const later = others.filter(
    (one) => seenMs(one) > seenMs(fullest) && areOfOneMachine(own, addressesOf(one)),
  );
  const [first, ...rest] = fullest.tallies;
  if (later.length === 0 || !first) return fullest;
  const lastMs = Math.max(...later.map(seenMs));
  const dropped = [...first.dropped, { fromMs: lastMs, toMs: lastMs, count: 0 }];
  return { ...fullest, tallies: [{ ...first, dropped }, ...rest] };
}

function addressesOf({ tallies }: Group): ReadonlySet<string> {
  return ownAddresses({ observations: tallies.flatMap(({ hits }) => hits.map((hit) => hit.observation)) });
}
