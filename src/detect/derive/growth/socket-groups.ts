import type { Observation } from '../../../model/observation.ts';
import { rememberLast } from '../../../remember-last.ts';
import { servicePort } from '../service-port.ts';
import { distinctSockets, type Snapshot } from '../snapshots.ts';
import { textField } from '../socket-end.ts';

/** Sockets of one state that are counted together: all, those of a program, or those of a program with one remote end. */
export interface SocketGroup {
  state: string;
  process: string;
  /** The server's address and port for a client; the client's address for a server. */
  end: string;
  count: number;
  /** The process, where all are of one. */
  pid: string;
}

/** The groups of a snapshot by their keys, from the widest to the narrowest. Counts by state are of all sockets alone. */
export function socketGroups(snapshot: Snapshot): ReadonlyMap<string, SocketGroup> {
  return groups.get(snapshot, [], () => countGroups(snapshot));
}

const groups = rememberLast<Snapshot, ReadonlyMap<string, SocketGroup>>();

function countGroups(snapshot: Snapshot): ReadonlyMap<string, SocketGroup> {
  const found = new Map<string, SocketGroup>();
  for (const row of distinctSockets(snapshot)) {
    const state = textField(row, 'state');
    if (state === '' || state === 'LISTEN') continue;
    const count = row.kind === 'state-count' ? Number(row.fields['count'] ?? 0) : 1;
    const pid = textField(row, 'pid');
    add(found, { state, process: '', end: '', count, pid });
    if (row.kind === 'state-count') continue;
    const process = textField(row, 'process');
    if (process !== '') add(found, { state, process, end: '', count, pid });
    add(found, { state, process, end: remoteEnd(row), count, pid });
  }
  return found;
}

function add(found: Map<string, SocketGroup>, group: SocketGroup): void {
  const key = `${group.state}\u0000${group.process}\u0000${group.end}`;
  const known = found.get(key);
  if (known === undefined) {
    found.set(key, group);
    return;
  }
  known.count += group.count;
  if (known.pid !== group.pid) known.pid = '';
}

/** Who the other end is: a server has one port for all, a client one for each connection. */
function remoteEnd(row: Observation): string {
  const [local, peer] = ['localPort', 'peerPort'].map((field) => Number(servicePort(textField(row, field))));
  const isClient = Number(peer) < Number(local) || Number.isNaN(local);
  return textField(row, isClient ? 'peer' : 'peerAddress');
}
