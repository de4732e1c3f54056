import { group } from 'd3-array';
import type { Role } from '../../model/input.ts';
import { endKey, isWildcard, type SocketEnd } from './socket-end.ts';
import { bothHave, type EndedSocket, pairKey, type SocketIndex } from './socket-index.ts';

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
  /** Whether it has a connection to this peer, whether more than one: without looking at each. */
  reaches(end: SocketEnd): boolean;
  reachesTwice(end: SocketEnd): boolean;
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
  const locals = new Set(indexes.map((one) => one.locals).filter((one) => one !== 'none'));
  const somePeers = new Set(indexes.flatMap(({ peerAddresses }) => firstTwo(peerAddresses)));
  const takenMs = new Set(indexes.flatMap((one) => [...one.takenMs]));
  return {
    ...whose,
    current: seen.flatMap(({ index, isCurrent, nextMs }) =>
      isCurrent ? index.sockets.map((socket) => ({ ...socket, isCurrent, nextMs })) : [],
    ),
    own: new Set(indexes.flatMap((one) => [...one.own])),
    commonPorts: indexes.map((one) => one.commonPorts).reduce(bothHave, undefined),
    hasSeveralPeers: somePeers.size > 1,
    hasPeer: (address) => indexes.some(({ peerAddresses }) => peerAddresses.has(address)),
    isListening: indexes.some(({ listening }) => listening.size > 0),
    listensOn: once((_, { address, port }) =>
      indexes.some(({ listening }) => {
        const addresses = listening.get(port);
        return addresses !== undefined && (addresses.has(address) || [...addresses].some(isWildcard));
      }),
    ),
    isOnlySsh: locals.size === 1 && locals.has('ssh'),
    byLocal: finder(seen, ({ byLocal }) => byLocal),
    byPeer: finder(seen, ({ byPeer }) => byPeer),
    reaches: once((key) => indexes.some(({ byPeer }) => byPeer.has(key))),
    reachesTwice: once((key) => areSeveral(indexes, key)),
    firstMsOf: (socket) => firstMsIn(indexes, socket),
    takenMs,
    atMs: takenMs.size > 0 ? Math.max(...takenMs) : undefined,
  };
}

function firstTwo(values: ReadonlySet<string>): string[] {
  const [first, second] = values;
  return [first, second].filter((one) => one !== undefined);
}

function finder(
  seen: readonly SeenIndex[],
  of: (index: SocketIndex) => SocketIndex['byPeer'],
): SocketTable['byPeer'] {
  return once((key) => {
    const shown = seen.flatMap(({ index, nextMs, isCurrent }) =>
      (of(index).get(key) ?? []).map((socket) => ({ ...socket, nextMs, isCurrent })),
    );
    return [...group(shown, pairKey).values()].flatMap(latestOf);
  });
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

function areSeveral(indexes: readonly SocketIndex[], peer: string): boolean {
  let first: string | undefined;
  for (const { byPeer } of indexes) {
    for (const socket of byPeer.get(peer) ?? []) {
      first ??= pairKey(socket);
      if (pairKey(socket) !== first) return true;
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
