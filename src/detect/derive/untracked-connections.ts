import type { Observation } from '../../model/observation.ts';
import { derivedObservation } from './derived-observation.ts';
import { endsOfSocket } from './shown-ends.ts';
import { isLoopback } from './socket-end.ts';
import type { SeenSocket, SocketTable } from './socket-table.ts';
import type { TrackedFlows } from './tracked-flows.ts';
import { accepts } from './traffic-coverage.ts';

/** Lists and tables taken further apart than this show two different moments. */
const FURTHEST_APART_MS = 10 * 60_000;
/** What something came in on just before is not forgotten. */
const HEARD_MS = 2_000;

/** Whether the list was taken when the connection may not have been there yet, or much earlier or later than the table. */
function isOfAnotherTime(socket: SeenSocket, table: SocketTable, { atMs }: TrackedFlows): boolean {
  const { row } = socket;
  if (atMs === undefined || row.atMs === undefined) return false;
  if (Math.abs(row.atMs - atMs) > FURTHEST_APART_MS) return true;
  return atMs < (table.firstMsOf(socket) ?? row.atMs);
}

function untracked(socket: SeenSocket, table: SocketTable, flows: TrackedFlows): Observation[] {
  const { row, local, peer, state } = socket;
  const heardMs = row.fields['lastReceivedMs'];
  if (state !== 'ESTABLISHED' || local === undefined || isLoopback(peer.address)) return [];
  if (Number(heardMs ?? Infinity) < HEARD_MS || isOfAnotherTime(socket, table, flows)) return [];
  const tracked = flows.between(local, peer);
  if (tracked === 0 || flows.elsewhere(local, peer)) return [];
  return [
    derivedObservation('untracked-connection', row, {
      ...endsOfSocket(row, accepts(table, local)),
      trackedBy: flows.input,
      tracked,
      silentSec: typeof heardMs === 'number' ? Math.round(heardMs / 1000) : undefined,
    }),
  ];
}

/**
 * Derives an `untracked-connection` for each ESTABLISHED socket of a machine that a gateway between it and its peer does not track, though
 * it tracks others of the two, or of several neighbours to the same server: it has forgotten it, and drops or resets what is sent next.
 */
export function untrackedConnections(
  tables: readonly SocketTable[],
  gateways: readonly TrackedFlows[],
): Observation[] {
  return gateways.flatMap((flows) =>
    tables.flatMap((table) => table.current.flatMap((socket) => untracked(socket, table, flows))),
  );
}
