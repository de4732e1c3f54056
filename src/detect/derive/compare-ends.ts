import type { Role } from '../../model/input.ts';
import type { Observation } from '../../model/observation.ts';
import { derivedObservation } from './derived-observation.ts';
import { endKey, isLoopback, textField } from './socket-end.ts';
import { type EndedSocket, pairKey, type SocketTable, socketTable } from './socket-table.ts';
import { accepts, clientCovers, listingCovers, serverCovers } from './traffic-coverage.ts';

const PAIRS: readonly (readonly [Role, Role])[] = [
  ['host', 'peer'],
  ['client', 'peer'],
  ['broker', 'peer'],
  ['broker', 'client'],
  ['broker', 'host'],
];

/** Tables taken further apart than this show two different moments: a connection may have ended in between as it should. */
const FURTHEST_APART_MS = 10 * 60_000;

function isPresent(socket: EndedSocket, other: SocketTable): boolean {
  const { local, peer } = socket;
  if (local === undefined) return other.byLocal.has(endKey(peer));
  if (other.pairs.has(pairKey(peer, local))) return true;
  // A listing may give only the client's end of a connection.
  return (other.byPeer.get(endKey(local)) ?? []).some((listed) => listed.local === undefined);
}

function staysInside(socket: EndedSocket): boolean {
  const { local, peer } = socket;
  return (
    isLoopback(peer.address) ||
    (local !== undefined && (isLoopback(local.address) || local.address === peer.address))
  );
}

/** Which end of the connection this table is; where neither end is seen to accept, the lower port is the server's. */
function isServerEnd(socket: EndedSocket, mine: SocketTable, other: SocketTable): boolean {
  if (socket.local === undefined) return true;
  if (accepts(other, socket.peer)) return false;
  if (accepts(mine, socket.local)) return true;
  if ((mine.byPeer.get(endKey(socket.peer))?.length ?? 0) > 1) return false;
  return Number(socket.local.port) < Number(socket.peer.port);
}

function wouldShow(
  socket: EndedSocket,
  serverEnd: boolean,
  mine: SocketTable,
  other: SocketTable,
  shared: boolean,
): boolean {
  // A listing without the server's own address compares only with a table that is seen to hold some of its connections.
  if (socket.local === undefined) return shared && other.own.has(socket.peer.address);
  if (serverEnd) return clientCovers(other, socket.peer.address, socket.local);
  return serverCovers(other, socket.peer, mine) || listingCovers(other, socket.peer, mine);
}

function hostPair(socket: EndedSocket): string {
  return `${socket.local?.address ?? ''} ${socket.peer.address}`;
}

function matchedByPair(mine: SocketTable, other: SocketTable): Map<string, number> {
  const counts = new Map<string, number>();
  for (const socket of mine.current) {
    if (socket.state !== 'ESTABLISHED' || !isPresent(socket, other)) continue;
    counts.set(hostPair(socket), (counts.get(hostPair(socket)) ?? 0) + 1);
  }
  return counts;
}

function unmatched(
  socket: EndedSocket,
  serverEnd: boolean,
  other: SocketTable,
  matched: number,
): Observation {
  const { row } = socket;
  const listed = row.kind === 'broker-connection';
  const local = textField(row, listed ? 'server' : 'local');
  const peer = textField(row, listed ? 'client' : 'peer');
  const sendQ = row.fields[listed ? 'sendPendingBytes' : 'sendQBytes'];
  return derivedObservation('unmatched-connection', row, {
    client: serverEnd ? peer : local,
    server: serverEnd ? local : peer,
    local,
    peer,
    localPort: local.slice(local.lastIndexOf(':') + 1),
    peerPort: peer.slice(peer.lastIndexOf(':') + 1),
    process: row.fields['process'],
    pid: row.fields['pid'],
    timer: row.fields['timer'],
    timersShown: row.fields['timersShown'],
    presentOn: row.at.input,
    absentOn: other.input,
    sendQBytes: sendQ,
    matched,
  });
}

function missingOn(other: SocketTable, mine: SocketTable): Observation[] {
  const matched = matchedByPair(mine, other);
  const found = new Map<string, Observation>();
  for (const socket of mine.current) {
    if (socket.state !== 'ESTABLISHED' || staysInside(socket) || isPresent(socket, other)) continue;
    const serverEnd = isServerEnd(socket, mine, other);
    if (!wouldShow(socket, serverEnd, mine, other, matched.size > 0)) continue;
    const key = `${endKey(socket.peer)} ${socket.local === undefined ? '' : endKey(socket.local)}`;
    if (!found.has(key))
      found.set(key, unmatched(socket, serverEnd, other, matched.get(hostPair(socket)) ?? 0));
  }
  return [...found.values()];
}

function tooFarApart(one: SocketTable, other: SocketTable): boolean {
  return (
    one.atMs !== undefined && other.atMs !== undefined && Math.abs(one.atMs - other.atMs) > FURTHEST_APART_MS
  );
}

/**
 * Derives an `unmatched-connection` for each ESTABLISHED socket that the table of one end has and the table of the other end
 * lacks in any state, both ways. It speaks only where the other table would show the connection, and never of loopback or
 * translated addresses. Roles compared: a machine and its peer, and the broker with clients and hosts.
 */
export function compareEnds(observations: readonly Observation[]): Observation[] {
  return PAIRS.flatMap(([one, another]) => {
    const mine = socketTable(observations, one);
    const other = socketTable(observations, another);
    if (mine === undefined || other === undefined || tooFarApart(mine, other)) return [];
    return [...missingOn(other, mine), ...missingOn(mine, other)];
  });
}
