import { endKey, isWildcard, type SocketEnd } from './socket-end.ts';
import type { EndedSocket, SocketTable } from './socket-table.ts';

function listensOn(table: SocketTable, end: SocketEnd): boolean {
  const addresses = table.listening.get(end.port);
  if (addresses === undefined) return false;
  return addresses.has(end.address) || [...addresses].some(isWildcard);
}

/** Whether this end is where the connection was accepted: it listens there, or several sockets share the address and port. */
export function accepts(table: SocketTable, end: SocketEnd): boolean {
  return listensOn(table, end) || (table.byLocal.get(endKey(end))?.length ?? 0) > 1;
}

/**
 * Whether the server's table would show a connection of this client if it had it. It must serve that address and port, and its
 * clients there must include an address of the client's machine: else addresses are translated on the way, and nothing compares.
 */
export function serverCovers(server: SocketTable, at: SocketEnd, client: SocketTable): boolean {
  const accepted = server.byLocal.get(endKey(at)) ?? [];
  if (accepted.length > 0) return accepted.some(({ peer }) => client.own.has(peer.address));
  if (!listensOn(server, at)) return false;
  return server.own.size === 0 || server.own.has(at.address);
}

/**
 * Whether a listing of clients without the server's own address covers connections to `at`: it must have one of the sockets
 * that the client's machine has to that address and port.
 */
export function listingCovers(server: SocketTable, at: SocketEnd, client: SocketTable): boolean {
  const siblings = client.byPeer.get(endKey(at)) ?? [];
  return siblings.some(({ local }) => local !== undefined && server.peers.has(endKey(local)));
}

function showsMoreThan(client: SocketTable, at: SocketEnd): boolean {
  if (client.listening.size > 0) return true;
  for (const key of client.byPeer.keys()) if (key !== endKey(at)) return true;
  return false;
}

/**
 * Whether the client's table would show the connection if it had it: the client's address must be one of its own, and the table
 * must show sockets to that server, or other traffic too, so that no filter can have hidden it.
 */
export function clientCovers(client: SocketTable, socket: EndedSocket): boolean {
  if (!client.own.has(socket.peer.address)) return false;
  if (socket.local === undefined) return client.byLocal.size > 0 && showsMoreThan(client, socket.peer);
  return client.byPeer.has(endKey(socket.local)) || showsMoreThan(client, socket.local);
}
