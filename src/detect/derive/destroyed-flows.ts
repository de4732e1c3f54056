import type { Observation } from '../../model/observation.ts';
import { derivedObservation } from './derived-observation.ts';
import { endsOfSocket } from './shown-ends.ts';
import type { Snapshot } from './snapshots.ts';
import { isLoopback, textField } from './socket-end.ts';
import type { SeenSocket, SocketTable } from './socket-table.ts';
import { accepts } from './traffic-coverage.ts';

/** What `conntrack -E` prints of an entry that it deletes (conntrack(8)). */
const DELETED = '[DESTROY]';

/** Whether an entry is of this socket, whichever end has it, before or after translation. */
function isOf({ row }: SeenSocket, entry: Observation): boolean {
  const [mine, theirs] = [textField(row, 'local'), textField(row, 'peer')];
  const [local, peer] = [textField(entry, 'local'), textField(entry, 'peer')];
  const seen = textField(entry, 'translatedLocal') || local;
  const behind = textField(entry, 'translatedPeer') || peer;
  return (mine === local && theirs === peer) || (mine === behind && theirs === seen);
}

function forgotten(entry: Observation, socket: SeenSocket, table: SocketTable): Observation[] {
  const { row, local, peer, state } = socket;
  if (state !== 'ESTABLISHED' || local === undefined || isLoopback(peer.address)) return [];
  // A table of before may show it rightly.
  const isEarlier = entry.atMs !== undefined && row.atMs !== undefined && row.atMs < entry.atMs;
  if (isEarlier || !isOf(socket, entry)) return [];
  return [
    derivedObservation('untracked-connection', row, {
      ...endsOfSocket(row, accepts(table, local)),
      trackedBy: entry.at.input,
      tracked: 0,
      deletedEntry: entry.text.trim(),
    }),
  ];
}

/** Derives an `untracked-connection` for each ESTABLISHED socket whose entry a gateway deleted, as its events say. */
export function destroyedFlows(
  tables: readonly SocketTable[],
  snapshots: readonly Snapshot[],
): Observation[] {
  const deleted = snapshots
    .filter(({ source }) => source === 'conntrack')
    .flatMap(({ observations }) => observations.filter(({ text }) => text.includes(DELETED)));
  return deleted.flatMap((entry) =>
    tables.flatMap((table) => table.current.flatMap((socket) => forgotten(entry, socket, table))),
  );
}
