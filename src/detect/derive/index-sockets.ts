import { endKey } from './socket-end.ts';
import type { EndedSocket, SocketTable } from './socket-table.ts';

/** What a connection is known by, in whichever snapshot. */
export function pairKey({ local, peer }: EndedSocket): string {
  return `${endKey(peer)} ${local === undefined ? '' : endKey(local)}`;
}

/** Indexes the connections of all snapshots, those of the last one among them. To be called once the table is filled, the latest rows last. */
export function indexSockets(table: SocketTable, sockets: readonly EndedSocket[]): void {
  const latest = new Map<string, EndedSocket>();
  for (const socket of sockets) {
    if (socket.state === 'LISTEN') continue;
    const key = pairKey(socket);
    socket.firstMs = latest.get(key)?.firstMs ?? socket.firstMs;
    latest.set(key, socket);
  }
  for (const socket of table.current) {
    socket.isCurrent = true;
    const known = latest.get(pairKey(socket));
    if (known) known.isCurrent = true;
  }
  for (const socket of latest.values()) addSocket(table, socket);
}

function addSocket(table: SocketTable, socket: EndedSocket): void {
  const { local, peer } = socket;
  table.peers.add(endKey(peer));
  push(table.byPeer, endKey(peer), socket);
  if (local !== undefined) push(table.byLocal, endKey(local), socket);
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
}
