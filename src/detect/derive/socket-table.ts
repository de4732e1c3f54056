import type { Role } from '../../model/input.ts';
import type { Observation } from '../../model/observation.ts';
import { ownAddresses, snapshotSeries } from './snapshot-series.ts';
import { snapshotsOf } from './snapshots.ts';
import { endKey, isLoopback, isWildcard, type SocketEnd, socketEnd, textField } from './socket-end.ts';

/** A socket with both ends in comparable form. `local` is absent where a broker lists clients but not its own address. */
export interface EndedSocket {
  row: Observation;
  local: SocketEnd | undefined;
  peer: SocketEnd;
  state: string;
}

/** Everything known about the sockets of one end: those in its last snapshot, those in any snapshot, where it listens, its addresses. */
export interface SocketTable {
  input: string;
  current: EndedSocket[];
  pairs: Set<string>;
  peers: Set<string>;
  byLocal: Map<string, EndedSocket[]>;
  byPeer: Map<string, EndedSocket[]>;
  listening: Map<string, Set<string>>;
  own: Set<string>;
  /** Ports that every row has at one of its ends: what somebody may have filtered the table by. */
  commonPorts: Set<string> | undefined;
  peerAddresses: Set<string>;
  atMs: number | undefined;
}

/** Names a connection as seen from one end; the other end sees it with its parts exchanged. */
export function pairKey(from: SocketEnd, to: SocketEnd): string {
  return `${endKey(from)}>${endKey(to)}`;
}

function fromRow(row: Observation): EndedSocket | undefined {
  const peer = textField(row, 'peer');
  if (peer === '') return undefined;
  return {
    row,
    local: socketEnd(textField(row, 'local')),
    peer: socketEnd(peer),
    state: textField(row, 'state'),
  };
}

function fromBroker(row: Observation): EndedSocket | undefined {
  const client = textField(row, 'client');
  const server = textField(row, 'server');
  if (client === '') return undefined;
  return {
    row,
    local: server === '' ? undefined : socketEnd(server),
    peer: socketEnd(client),
    state: 'ESTABLISHED',
  };
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
}

function addSocket(table: SocketTable, socket: EndedSocket): void {
  const { local, peer } = socket;
  table.peers.add(endKey(peer));
  push(table.byPeer, endKey(peer), socket);
  if (local === undefined) return;
  table.pairs.add(pairKey(local, peer));
  push(table.byLocal, endKey(local), socket);
}

function addListener(table: SocketTable, socket: EndedSocket): void {
  if (socket.local === undefined) return;
  const addresses = table.listening.get(socket.local.port) ?? new Set<string>();
  addresses.add(socket.local.address);
  table.listening.set(socket.local.port, addresses);
}

function noteFilterable(table: SocketTable, { local, peer, state }: EndedSocket): void {
  const ports = new Set([local?.port ?? '', peer.port]);
  const { commonPorts } = table;
  table.commonPorts =
    commonPorts === undefined ? ports : new Set([...commonPorts].filter((port) => ports.has(port)));
  if (state !== 'LISTEN') table.peerAddresses.add(peer.address);
}

function empty(input: string): SocketTable {
  const sets = {
    pairs: new Set<string>(),
    peers: new Set<string>(),
    own: new Set<string>(),
    peerAddresses: new Set<string>(),
  };
  return {
    input,
    current: [],
    byLocal: new Map(),
    byPeer: new Map(),
    listening: new Map(),
    commonPorts: undefined,
    atMs: undefined,
    ...sets,
  };
}

function fill(
  table: SocketTable,
  rows: readonly Observation[],
  read: (row: Observation) => EndedSocket | undefined,
): EndedSocket[] {
  const sockets = rows.map(read).filter((socket) => socket !== undefined);
  for (const socket of sockets) {
    noteFilterable(table, socket);
    const listed = socket.row.kind === 'broker-connection';
    if (socket.state === 'LISTEN' || listed) addListener(table, socket);
    if (socket.state !== 'LISTEN') addSocket(table, socket);
    const address = socket.local?.address ?? '';
    if (!isWildcard(address) && !isLoopback(address)) table.own.add(address);
  }
  return sockets;
}

/**
 * Gathers the socket tables and connection listings of one role. Of several snapshots by one tool the last one counts as current;
 * undefined when the role gave none. Conntrack is left out: it shows traffic that passes through, not sockets.
 */
export function socketTable(observations: readonly Observation[], role: Role): SocketTable | undefined {
  const mine = observations.filter((one) => one.role === role);
  const snapshots = snapshotsOf(mine).filter(
    ({ kind, source }) => kind === 'connection' && source !== 'conntrack',
  );
  const listed = mine.filter((one) => one.kind === 'broker-connection');
  const input = snapshots.at(-1)?.input ?? listed.at(-1)?.at.input;
  if (input === undefined) return undefined;

  const table = empty(input);
  for (const series of snapshotSeries(snapshots)) {
    for (const snapshot of series) {
      const sockets = fill(table, snapshot.observations, fromRow);
      for (const address of ownAddresses(snapshot)) table.own.add(address);
      if (snapshot === series.at(-1)) for (const socket of sockets) table.current.push(socket);
      table.atMs = snapshot.atMs ?? table.atMs;
    }
  }
  for (const socket of fill(table, listed, fromBroker)) table.current.push(socket);
  return table;
}
