import { endKey, isWildcard, type SocketEnd } from './socket-end.ts';
import type { SocketTable } from './socket-table.ts';

const SSH_PORT = '22';

function listensOn(table: SocketTable, end: SocketEnd): boolean {
  const addresses = table.listening.get(end.port);
  if (addresses === undefined) return false;
  return addresses.has(end.address) || [...addresses].some(isWildcard);
}

/** Whether this end is where connections are accepted: it listens there, or several sockets share the address and port. */
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

/**
 * Whether all the table holds is who is logged in: nobody filters by ssh to show the other end of a connection, so it is the
 * whole table of a machine that has no other connection, as after a restart.
 */
function isQuiet({ byLocal, listening }: SocketTable): boolean {
  const sockets = [...byLocal.values()].flat();
  return listening.size === 0 && sockets.length > 0 && sockets.every(({ local }) => local?.port === SSH_PORT);
}

/** Whether no filter by port or address that fits every row of the table could have hidden a socket to `at`. */
function wouldPass(client: SocketTable, at: SocketEnd): boolean {
  const { commonPorts, peerAddresses } = client;
  if (isQuiet(client)) return true;
  if (commonPorts === undefined || (commonPorts.size > 0 && !commonPorts.has(at.port))) return false;
  return client.listening.size > 0 || peerAddresses.size > 1 || peerAddresses.has(at.address);
}

/**
 * Whether the client's table would show its connection to `at` if it had it: the client's address must be one of its own, and
 * the table must show sockets to that server, or traffic so varied that no filter can have hidden this one.
 */
export function clientCovers(client: SocketTable, address: string, at: SocketEnd): boolean {
  if (!client.own.has(address)) return false;
  return client.byPeer.has(endKey(at)) || wouldPass(client, at);
}
