import { group } from 'd3-array';
import type { Role } from '../../model/input.ts';
import { endKey, isWildcard, type SocketEnd } from './socket-end.ts';
import { bothHave, type EndedSocket, isSamePair, pairKey, type SocketIndex } from './socket-index.ts';

/** A connection of any snapshot, as the latest one shows it. */
export interface SeenSocket extends EndedSocket {
  /** When the snapshot that follows that one was taken (epoch milliseconds). */
  nextMs: number | undefined;
  /** Whether the last snapshot has it. */
  isCurrent: boolean;
}

/** Everything known about the sockets of one machine: those in its last snapshots, and those in any, found by their ends. */
export interface SocketTable {
  role: Role | undefined;
  input: string;
  current: readonly SeenSocket[];
  /** The addresses of their ends; whether a connection of any snapshot has this one as its local end. */
  localsNow: ReadonlySet<string>;
  peersNow: ReadonlySet<string>;
  hasLocal(address: string): boolean;
  own: ReadonlySet<string>;
  /** Ports that every row has at one of its ends: what somebody may have filtered the table by. */
  commonPorts: ReadonlySet<string> | undefined;
  /** Whether it shows more than one address of peers; whether it shows this one. */
  hasSeveralPeers: boolean;
  hasPeer(address: string): boolean;
  isListening: boolean;
  listensOn(end: SocketEnd): boolean;
  /** Whether all that it shows is who is logged in. */
  isOnlySsh: boolean;
  /** Connections with this local end, with this peer, each once. */
  byLocal: (end: SocketEnd) => readonly SeenSocket[];
  byPeer: (end: SocketEnd) => readonly SeenSocket[];
  /** Those with a peer at this port, whatever its address, and without an end of their own. */
  listedAt: (end: SocketEnd) => readonly SeenSocket[];
  /** Whether several connections share this local end. */
  sharesLocal(end: SocketEnd): boolean;
  /** Whether it has a connection to this peer, whether more than one: without looking at each. */
  reaches(end: SocketEnd): boolean;
  reachesTwice(end: SocketEnd): boolean;
  /** How the table of the other end has a connection that a gateway in between tracks; absent without such a list. */
  elsewhere?(socket: EndedSocket): { local: SocketEnd; peer: SocketEnd } | undefined;
  /** When the machine is first known to have had a connection (epoch milliseconds). */
  firstMsOf(socket: EndedSocket): number | undefined;
  /** When snapshots were taken, in any order, and when the last one was (epoch milliseconds). */
  takenMs: ReadonlySet<number>;
  atMs: number | undefined;
}

/** The sockets of one snapshot, and its place among the others of its series. */
export interface SeenIndex extends Pick<SeenSocket, 'nextMs' | 'isCurrent'> {
  index: SocketIndex;
}

/**
 * Makes a table of what was found at several moments, in their order. Nothing is copied: what an old snapshot holds is looked up when
 * somebody asks for it.
 */
export function joinIndexes(
  whose: Pick<SocketTable, 'role' | 'input'>,
  seen: readonly SeenIndex[],
): SocketTable {
  const indexes = seen.map(({ index }) => index);
  const current = seen.flatMap(({ index, isCurrent, nextMs }) =>
    isCurrent ? index.sockets.map((socket) => ({ ...socket, isCurrent, nextMs })) : [],
  );
  const takenMs = union(indexes, (one) => one.takenMs);
  const commonPorts = later(() => indexes.map((one) => one.commonPorts).reduce(bothHave, undefined));
  const isOnlySsh = later(() => areOnlySsh(indexes));
  return {
    ...whose,
    current,
    localsNow: new Set(current.flatMap(({ local }) => local?.address ?? [])),
    peersNow: new Set(current.map(({ peer }) => peer.address)),
    hasLocal: (address) => indexes.some(({ localAddresses }) => localAddresses.has(address)),
    own: union(indexes, (one) => one.own),
    get commonPorts() {
      return commonPorts();
    },
    get hasSeveralPeers() {
      return new Set(indexes.flatMap(({ peerAddresses }) => firstTwo(peerAddresses))).size > 1;
    },
    hasPeer: (address) => indexes.some(({ peerAddresses }) => peerAddresses.has(address)),
    get isListening() {
      return indexes.some(({ listening }) => listening.size > 0);
    },
    listensOn: once((_, { address, port }) =>
      indexes.some(({ listening }) => {
        const addresses = listening.get(port);
        return addresses !== undefined && (addresses.has(address) || [...addresses].some(isWildcard));
      }),
    ),
    get isOnlySsh() {
      return isOnlySsh();
    },
    byLocal: finder(seen, ({ byLocal }) => byLocal),
    byPeer: finder(seen, ({ byPeer }) => byPeer),
    listedAt: finder(seen, ({ byPeerPort }) => byPeerPort, portOf),
    sharesLocal: once((key) => areSeveral(indexes, (one) => one.byLocal.get(key))),
    reaches: once((key) => indexes.some(({ byPeer }) => byPeer.has(key))),
    reachesTwice: once((key) => areSeveral(indexes, (one) => one.byPeer.get(key))),
    firstMsOf: (socket) => firstMsIn(indexes, socket),
    takenMs,
    atMs: takenMs.size > 0 ? Math.max(...takenMs) : undefined,
  };
}

/** Most questions are not asked of most tables, which are made again with each snapshot of their machine. */
function later<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

function union<T>(indexes: readonly SocketIndex[], of: (index: SocketIndex) => ReadonlySet<T>): Set<T> {
  const all = new Set<T>();
  for (const index of indexes) for (const value of of(index)) all.add(value);
  return all;
}

function areOnlySsh(indexes: readonly SocketIndex[]): boolean {
  const locals = new Set(indexes.map((one) => one.locals).filter((one) => one !== 'none'));
  return locals.size === 1 && locals.has('ssh');
}

function firstTwo(values: ReadonlySet<string>): string[] {
  const [first, second] = values;
  return [first, second].filter((one) => one !== undefined);
}

function finder(
  seen: readonly SeenIndex[],
  of: (index: SocketIndex) => SocketIndex['byPeer'],
  keyOf = endKey,
): SocketTable['byPeer'] {
  return once((_, end) => {
    const key = keyOf(end);
    const shown: SeenSocket[] = [];
    for (const { index, nextMs, isCurrent } of seen)
      for (const socket of of(index).get(key) ?? []) shown.push({ ...socket, nextMs, isCurrent });
    return shown.length < 2 ? shown : [...group(shown, pairKey).values()].flatMap(latestOf);
  });
}

function portOf({ port }: SocketEnd): string {
  return port;
}

/**
 * What is asked for once is asked for often: of each connection of one end the other is searched for several reasons, and many
 * connections have one peer.
 */
function once<T>(find: (key: string, end: SocketEnd) => T): (end: SocketEnd) => T {
  const found = new Map<string, T>();
  return (end) => {
    const key = endKey(end);
    const known = found.get(key);
    if (known !== undefined) return known;
    const made = find(key, end);
    found.set(key, made);
    return made;
  };
}

function latestOf(shown: readonly SeenSocket[]): SeenSocket[] {
  const last = shown.at(-1);
  return last ? [{ ...last, isCurrent: shown.some(({ isCurrent }) => isCurrent) }] : [];
}

function areSeveral(
  indexes: readonly SocketIndex[],
  of: (index: SocketIndex) => readonly EndedSocket[] | undefined,
): boolean {
  let first: EndedSocket | undefined;
  for (const index of indexes) {
    for (const socket of of(index) ?? []) {
      first ??= socket;
      if (!isSamePair(socket, first)) return true;
    }
  }
  return false;
}

function firstMsIn(indexes: readonly SocketIndex[], socket: EndedSocket): number | undefined {
  const [end, key] = [endKey(socket.peer), pairKey(socket)];
  for (const { byPeer } of indexes) {
    const first = byPeer.get(end)?.find((one) => pairKey(one) === key && one.row.atMs !== undefined);
    if (first) return first.row.atMs;
  }
  return undefined;
}
