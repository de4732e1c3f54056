import type { SocketEnd } from './socket-end.ts';
import type { EndedSocket } from './socket-index.ts';
import type { SeenSocket, SocketTable } from './socket-table.ts';

/** The same connection in the table of its other end. */
export interface Counterpart {
  socket: SeenSocket;
  /** `translated`: one address is another there, and the ports are the same, as NAT leaves them where it can. */
  seen: 'same' | 'translated';
}

function isEnd(one: SocketEnd, other: SocketEnd): boolean {
  return one.address === other.address && one.port === other.port;
}

function only<T>(found: readonly T[]): T | undefined {
  return found.length === 1 ? found[0] : undefined;
}

/** Which snapshots of the other machine are searched: only the last one, or those before it. */
type When = 'now' | 'before';

/** The connection under an address of its client that was changed on the way, or under the server's own behind a balancer. */
function translated(
  local: SocketEnd,
  peer: SocketEnd,
  mine: SocketTable,
  { byLocal, byPeer, listedAt }: SocketTable,
  isMeant: (socket: SeenSocket) => boolean,
): SeenSocket | undefined {
  const accepted = byLocal(peer).filter(isMeant);
  const isDirect = accepted.some((socket) => mine.own.has(socket.peer.address));
  const asServed = isDirect ? [] : accepted.filter((socket) => socket.peer.port === local.port);
  const asAsked = byPeer(local).filter((socket) => isMeant(socket) && socket.local?.port === peer.port);
  return only(asServed) ?? only(asAsked) ?? only(listedAt(local).filter(isMeant));
}

/** How the other table has a connection, where a gateway says it and that table shows what the gateway translates to. */
export function trackedThere(
  socket: EndedSocket,
  mine: SocketTable,
  other: SocketTable,
): { local: SocketEnd; peer: SocketEnd } | undefined {
  const tracked = mine.elsewhere?.(socket);
  return tracked && other.hasPeer(tracked.peer.address) ? tracked : undefined;
}

/** Finds a socket of one machine in the table of the other; undefined when that does not have it under any address. */
export function counterpart(
  ended: EndedSocket,
  mine: SocketTable,
  other: SocketTable,
  when: When = 'now',
): Counterpart | undefined {
  const { local, peer } = ended;
  const isMeant = ({ isCurrent }: SeenSocket) => isCurrent === (when === 'now');
  if (local === undefined) {
    const socket = other.byLocal(peer).find(isMeant);
    return socket && { socket, seen: 'same' };
  }
  const same =
    other.byLocal(peer).find((socket) => isMeant(socket) && isEnd(socket.peer, local)) ??
    // A listing may give only the client's end of a connection.
    other.byPeer(local).find((socket) => isMeant(socket) && socket.local === undefined);
  if (same) return { socket: same, seen: 'same' };
  const tracked = trackedThere(ended, mine, other);
  const socket = tracked
    ? other.byLocal(tracked.local).find((one) => isMeant(one) && isEnd(one.peer, tracked.peer))
    : translated(local, peer, mine, other, isMeant);
  return socket && { socket, seen: 'translated' };
}
