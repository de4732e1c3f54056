import type { Observation } from '../../model/observation.ts';
import { endKey, isLoopback, isWildcard, type SocketEnd, socketEnd, textField } from './socket-end.ts';

/** A socket with both ends in comparable form. `local` is absent where a broker lists clients but not its own address. */
export interface EndedSocket {
  row: Observation;
  local: SocketEnd | undefined;
  peer: SocketEnd;
  state: string;
}

/** Sockets that were seen together, found by their ends: those of one snapshot, or of a listing. */
export interface SocketIndex {
  sockets: readonly EndedSocket[];
  byLocal: ReadonlyMap<string, readonly EndedSocket[]>;
  byPeer: ReadonlyMap<string, readonly EndedSocket[]>;
  /** Those that do not give their own end, by the port of their peer. */
  byPeerPort: ReadonlyMap<string, readonly EndedSocket[]>;
  /** Addresses by the port they listen on. */
  listening: ReadonlyMap<string, ReadonlySet<string>>;
  /** Addresses that are the machine's own. */
  own: ReadonlySet<string>;
  /** Ports that every row has at one of its ends; undefined where there is no row. */
  commonPorts: ReadonlySet<string> | undefined;
  /** Addresses of both ends of all but listeners. */
  localAddresses: ReadonlySet<string>;
  peerAddresses: ReadonlySet<string>;
  /** On which ports the machine's own ends are, of all but listeners. */
  locals: 'none' | 'ssh' | 'others';
  /** When it was seen (epoch milliseconds); the rows of a list may each have a time. */
  takenMs: ReadonlySet<number>;
}

/** A row of a socket table; undefined for one without a peer. */
export function fromRow(row: Observation): EndedSocket | undefined {
  const peer = textField(row, 'peer');
  if (peer === '') return undefined;
  return {
    row,
    local: socketEnd(textField(row, 'local')),
    peer: socketEnd(peer),
    state: textField(row, 'state'),
  };
}

/** A row of a broker's or a database's list of its clients; a session without the client's port names no connection. */
export function fromListing(row: Observation): EndedSocket | undefined {
  const client = textField(row, 'client');
  const server = textField(row, 'server');
  const peer = socketEnd(client);
  if (peer.address === '' || !(Number(peer.port) > 0)) return undefined;
  return {
    row,
    local: server === '' ? undefined : socketEnd(server),
    peer,
    state: 'ESTABLISHED',
  };
}

/** What a connection is known by, in whichever snapshot. */
export function pairKey({ local, peer }: EndedSocket): string {
  return `${endKey(peer)} ${local === undefined ? '' : endKey(local)}`;
}

/** Whether two sockets are of one connection, as `pairKey` tells. */
export function isSamePair(one: EndedSocket, other: EndedSocket): boolean {
  if (one.local === undefined || other.local === undefined) return pairKey(one) === pairKey(other);
  return isSameEnd(one.peer, other.peer) && isSameEnd(one.local, other.local);
}

function isSameEnd(one: SocketEnd, other: SocketEnd): boolean {
  return one.address === other.address && one.port === other.port;
}

/** Finds sockets by their ends. */
export function indexSockets(
  rows: readonly Observation[],
  read: (row: Observation) => EndedSocket | undefined,
): SocketIndex {
  const sockets = rows.map(read).filter((socket) => socket !== undefined);
  const connected = sockets.filter(({ state }) => state !== 'LISTEN');
  const locals = connected.filter(({ local }) => local !== undefined);
  return {
    sockets,
    byLocal: groupBy(locals, ({ local, peer }) => endKey(local ?? peer)),
    byPeer: groupBy(connected, ({ peer }) => endKey(peer)),
    byPeerPort: groupBy(
      connected.filter(({ local }) => local === undefined),
      ({ peer }) => peer.port,
    ),
    listening: listeningIn(sockets),
    own: new Set(sockets.flatMap(ownAddress)),
    commonPorts: sockets.map(portsOf).reduce<ReadonlySet<string> | undefined>(bothHave, undefined),
    localAddresses: new Set(locals.flatMap(({ local }) => local?.address ?? [])),
    peerAddresses: new Set(connected.map(({ peer }) => peer.address)),
    locals: locals.length === 0 ? 'none' : locals.every(isSsh) ? 'ssh' : 'others',
    takenMs: new Set(sockets.flatMap(({ row }) => row.atMs ?? [])),
  };
}

const SSH_PORT = '22';

function isSsh({ local }: EndedSocket): boolean {
  return local?.port === SSH_PORT;
}

function listeningIn(sockets: readonly EndedSocket[]): SocketIndex['listening'] {
  const listening = new Map<string, Set<string>>();
  for (const { local, state, row } of sockets) {
    if (local === undefined || (state !== 'LISTEN' && !isListed(row))) continue;
    listening.set(local.port, (listening.get(local.port) ?? new Set()).add(local.address));
  }
  return listening;
}

function ownAddress({ local }: EndedSocket): string[] {
  const address = local?.address ?? '';
  return isWildcard(address) || isLoopback(address) ? [] : [address];
}

function portsOf({ local, peer }: EndedSocket): ReadonlySet<string> {
  return new Set([local?.port ?? '', peer.port]);
}

/** The values that both sets have; of one set alone, all. */
export function bothHave(
  one: ReadonlySet<string> | undefined,
  other: ReadonlySet<string> | undefined,
): ReadonlySet<string> | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return new Set([...one].filter((value) => other.has(value)));
}

function groupBy(
  sockets: readonly EndedSocket[],
  keyOf: (socket: EndedSocket) => string,
): ReadonlyMap<string, EndedSocket[]> {
  const groups = new Map<string, EndedSocket[]>();
  for (const socket of sockets) {
    const key = keyOf(socket);
    const group = groups.get(key);
    if (group) group.push(socket);
    else groups.set(key, [socket]);
  }
  return groups;
}

/** Whether a row is out of a server's own list of its clients, not out of a table of sockets. */
export function isListed({ kind }: Observation): boolean {
  return kind === 'broker-connection' || kind === 'session';
}
