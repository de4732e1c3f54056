import type { Role } from '../../model/input.ts';
import type { Observation } from '../../model/observation.ts';
import { isLoopback, isWildcard, type SocketEnd, socketEnd, textField } from './socket-end.ts';

/** A socket with both ends in comparable form. `local` is absent where a broker lists clients but not its own address. */
export interface EndedSocket {
  row: Observation;
  local: SocketEnd | undefined;
  peer: SocketEnd;
  state: string;
  /** When the machine is first known to have had it (epoch milliseconds). */
  firstMs: number | undefined;
  /** When the snapshot that follows this one was taken. */
  nextMs: number | undefined;
  /** Whether the last snapshot has it. */
  isCurrent: boolean;
}

/** Everything known about the sockets of one machine: those in its last snapshot, those in any snapshot, where it listens, its addresses. */
export interface SocketTable {
  role: Role | undefined;
  input: string;
  current: EndedSocket[];
  peers: Set<string>;
  /** Connections of any snapshot, each once, as the latest one shows it. */
  byLocal: Map<string, EndedSocket[]>;
  byPeer: Map<string, EndedSocket[]>;
  listening: Map<string, Set<string>>;
  own: Set<string>;
  /** Ports that every row has at one of its ends: what somebody may have filtered the table by. */
  commonPorts: Set<string> | undefined;
  peerAddresses: Set<string>;
  /** When snapshots were taken, in any order, and when the last one was (epoch milliseconds). */
  takenMs: Set<number>;
  atMs: number | undefined;
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
    firstMs: row.atMs,
    nextMs: undefined,
    isCurrent: false,
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
    firstMs: row.atMs,
    nextMs: undefined,
    isCurrent: false,
  };
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

function noteTime(table: SocketTable, { atMs }: Observation): void {
  if (atMs === undefined) return;
  table.takenMs.add(atMs);
  table.atMs = Math.max(table.atMs ?? atMs, atMs);
}

/** A table that has nothing yet. */
export function emptyTable(role: Role | undefined, input: string): SocketTable {
  const sets = {
    peers: new Set<string>(),
    own: new Set<string>(),
    peerAddresses: new Set<string>(),
    takenMs: new Set<number>(),
  };
  return {
    role,
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

/** Adds rows to what the table knows; answers them as sockets, for `current` where they are of the last snapshot, and for `indexSockets`. */
export function fill(
  table: SocketTable,
  rows: readonly Observation[],
  read: (row: Observation) => EndedSocket | undefined,
): EndedSocket[] {
  const sockets = rows.map(read).filter((socket) => socket !== undefined);
  for (const socket of sockets) {
    noteFilterable(table, socket);
    if (socket.state === 'LISTEN' || isListed(socket.row)) addListener(table, socket);
    noteTime(table, socket.row);
    const address = socket.local?.address ?? '';
    if (!isWildcard(address) && !isLoopback(address)) table.own.add(address);
  }
  return sockets;
}

/** Whether a row is out of a server's own list of its clients, not out of a table of sockets. */
export function isListed({ kind }: Observation): boolean {
  return kind === 'broker-connection' || kind === 'session';
}
