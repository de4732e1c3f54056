import type { Observation } from '../../model/observation.ts';
import { cutsIn, idleLimit } from './idle-limits.ts';
import type { Snapshot } from './snapshots.ts';

/** A socket that was quiet for so much longer than a limit on its path is beyond what clocks and roundings explain. */
const LONGER = 1.1;

/** The socket that was quiet longest, beside the longest limit of the path that it outlived without a keepalive timer (ss -o, -i). */
export function quietSockets(
  snapshots: readonly Pick<Snapshot, 'observations'>[],
  settings: readonly Observation[],
): Observation[] {
  const cuts = cutsIn(settings).toSorted((a, b) => b.sec - a.sec);
  if (cuts.length === 0) return [];
  const quiet = snapshots
    .flatMap(({ observations }) => observations)
    .flatMap((row) => {
      const sec = quietSecOf(row);
      return sec > 0 ? [{ row, name: 'socket', sec }] : [];
    })
    .toSorted((a, b) => b.sec - a.sec)[0];
  return quiet
    ? idleLimit(
        cuts.find(({ sec }) => quiet.sec >= LONGER * sec),
        quiet,
      )
    : [];
}

/** Since when nothing came or went, in seconds; 0 where that is not shown, or where probes keep the path awake. */
function quietSecOf({ kind, fields }: Observation): number {
  if (kind !== 'connection' || fields['state'] !== 'ESTABLISHED' || fields['timer'] === 'keepalive') return 0;
  const lastMs = [fields['lastReceivedMs'], fields['lastSentMs']].map(Number);
  return lastMs.some(Number.isNaN) ? 0 : Math.round(Math.min(...lastMs) / 1000);
}
