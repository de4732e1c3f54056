import type { Observation } from '../../model/observation.ts';
import { counterpart, trackedThere } from './counterpart.ts';
import { derivedObservation } from './derived-observation.ts';
import { endKey, isLoopback, textField } from './socket-end.ts';
import { type EndedSocket, isListed, pairKey } from './socket-index.ts';
import type { SocketTable } from './socket-table.ts';
import {
  accepts,
  type Coverage,
  clientCovers,
  listedClientCovers,
  listingCovers,
  serverCovers,
  serviceCovers,
  servicePorts,
} from './traffic-coverage.ts';
import type { TwoEnds } from './two-ends.ts';

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
  if (mine.reachesTwice(socket.peer)) return false;
  return Number(socket.local.port) < Number(socket.peer.port);
}

/** What is known of two tables as a whole: whether they have connections in common, and what is reached through other addresses. */
interface Between {
  shared: boolean;
  services: ReadonlySet<string>;
}

function wouldShow(
  socket: EndedSocket,
  serverEnd: boolean,
  { mine, other }: TwoEnds,
  { shared, services }: Between,
): Coverage | undefined {
  if (socket.local === undefined) return listedCoverage(socket, other, shared);
  const tracked = trackedThere(socket, mine, other);
  if (tracked && other.own.has(tracked.local.address)) return { translation: 'none' };
  if (serverEnd) return clientCovers(other, socket.peer.address, socket.local);
  if (mayWaitToBeAccepted(socket, other)) return undefined;
  return (
    serverCovers(other, socket.peer, mine) ??
    listingCovers(other, socket.peer, mine) ??
    serviceCovers(other, socket.peer, mine, services)
  );
}

/** A table that is seen to hold some of a list's connections would show this one as well. */
function listedCoverage(socket: EndedSocket, other: SocketTable, shared: boolean): Coverage | undefined {
  if (shared && other.own.has(socket.peer.address)) return { translation: 'none' };
  return listedClientCovers(other, socket);
}

/**
 * Whether the server may have the connection and not show it: lsof lists descriptors (lsof(8)), and what waits to be accepted has none. A
 * process that does not close what its peers closed may not accept either.
 */
function mayWaitToBeAccepted({ peer }: EndedSocket, server: SocketTable): boolean {
  return server
    .byLocal(peer)
    .some(({ state, row }) => state === 'CLOSE_WAIT' && textField(row, 'source') === 'lsof');
}

function hostPair(socket: EndedSocket): string {
  return `${socket.local?.address ?? ''} ${socket.peer.address}`;
}

function matchedByPair(mine: SocketTable, other: SocketTable): Map<string, number> {
  const counts = new Map<string, number>();
  for (const socket of mine.current) {
    if (socket.state !== 'ESTABLISHED' || !counterpart(socket, mine, other)) continue;
    counts.set(hostPair(socket), (counts.get(hostPair(socket)) ?? 0) + 1);
  }
  return counts;
}

/** An input's name or, where one paste holds both ends, the machine's address, or whose list of clients it is. */
function nameOf(table: SocketTable, other: SocketTable): string {
  if (table.input !== other.input) return table.input;
  const [address] = table.own;
  const isList = table.current.length > 0 && table.current.every(({ row }) => isListed(row));
  return address ?? (isList ? "the broker's list" : table.input);
}

function unmatched(
  socket: EndedSocket,
  serverEnd: boolean,
  { mine, other }: TwoEnds,
  coverage: Coverage,
  matched: number,
): Observation {
  const { row } = socket;
  const listed = isListed(row);
  const local = textField(row, listed ? 'server' : 'local');
  const peer = textField(row, listed ? 'client' : 'peer');
  const sendQ = row.fields[listed ? 'sendPendingBytes' : 'sendQBytes'];
  return derivedObservation('unmatched-connection', row, {
    client: serverEnd ? peer : local,
    server: serverEnd ? local : peer,
    local,
    peer,
    localPort: portIn(local),
    peerPort: portIn(peer),
    clientPort: portIn(serverEnd ? peer : local),
    process: row.fields['process'],
    pid: row.fields['pid'],
    timer: row.fields['timer'],
    timersShown: row.fields['timersShown'],
    presentOn: nameOf(mine, other),
    absentOn: nameOf(other, mine),
    sendQBytes: sendQ,
    matched,
    ...coverage,
  });
}

function portIn(end: string): string {
  return end.slice(end.lastIndexOf(':') + 1);
}

/**
 * Whether the two tables may differ only because they are of different times: this machine was not looked at since the other was
 * without the connection, so it may have closed on both.
 */
function isChanging(socket: EndedSocket, mine: SocketTable, other: SocketTable): boolean {
  const { row } = socket;
  const firstMs = mine.firstMsOf(socket);
  if (firstMs === undefined || row.atMs === undefined) return false;
  const before = counterpart(socket, mine, other, 'before');
  if (before) return row.atMs < (before.socket.nextMs ?? -Infinity);
  const wasOpened = [...mine.takenMs].some((ms) => ms < firstMs);
  const looksSince = [...other.takenMs].filter((ms) => ms >= firstMs);
  return wasOpened && row.atMs < Math.min(...looksSince);
}

/** Looks so far apart show two moments; those without a time may. */
const APART_MS = 2_000;

function areOfOneMoment({ mine, other }: TwoEnds): boolean {
  return Math.abs((mine.atMs ?? Infinity) - (other.atMs ?? -Infinity)) < APART_MS;
}

/** Whether the other end sent something just before the look: it had the connection then, and may have been looked at before that. */
function isHeard({ row }: EndedSocket, ends: TwoEnds): boolean {
  return Number(row.fields['lastReceivedMs'] ?? Infinity) < APART_MS && !areOfOneMoment(ends);
}

/** Once both ends have connections that the other lacks, these came and went between two looks. */
function cameAndWent(ends: TwoEnds): boolean {
  const { mine, other } = ends;
  return !areOfOneMoment(ends) && hasOwn(mine, other) && hasOwn(other, mine);
}

/** Whether a machine has a connection with the other that the other lacks. */
function hasOwn(mine: SocketTable, other: SocketTable): boolean {
  return mine.current.some(
    (socket) =>
      socket.state === 'ESTABLISHED' &&
      other.own.has(socket.peer.address) &&
      !staysInside(socket) &&
      !counterpart(socket, mine, other),
  );
}

/** What one table has and the other lacks, by what the connection is known by. */
type Missing = ReadonlyMap<string, Found>;

interface Found {
  socket: EndedSocket;
  observation: Observation;
}

function missingOn(ends: TwoEnds): Missing {
  const { mine, other } = ends;
  const matched = matchedByPair(mine, other);
  const between = { shared: matched.size > 0, services: servicePorts(other, mine) };
  const found = new Map<string, Found>();
  for (const socket of mine.current) {
    if (socket.state !== 'ESTABLISHED' || staysInside(socket) || counterpart(socket, mine, other)) continue;
    const serverEnd = isServerEnd(socket, mine, other);
    const coverage = wouldShow(socket, serverEnd, ends, between);
    if (coverage === undefined || isChanging(socket, mine, other) || isHeard(socket, ends)) continue;
    const key = pairKey(socket);
    if (found.has(key)) continue;
    const observation = unmatched(socket, serverEnd, ends, coverage, matched.get(hostPair(socket)) ?? 0);
    found.set(key, { socket, observation });
  }
  return cameAndWent(ends) ? new Map() : found;
}

function nameOfOne({ socket, observation }: Found): string {
  return `${textField(observation, 'absentOn')} ${endKey(socket.peer)}`;
}

/** Without what a broker lists where a socket of its machine shows the same: it is counted once, with its process. */
function eachOnce(all: readonly Missing[]): Observation[] {
  const found = all.flatMap((missing) => [...missing.values()]);
  const ofSockets = new Set(found.filter(({ socket }) => !isListed(socket.row)).map(nameOfOne));
  return found
    .filter((one) => !isListed(one.socket.row) || !ofSockets.has(nameOfOne(one)))
    .map(({ observation }) => observation);
}

/**
 * Derives an `unmatched-connection` for each ESTABLISHED socket that the table of one end has and the table of the other end
 * lacks in any state, both ways. It speaks only where the other table would show the connection, and never of loopback; where
 * addresses may have been translated on the way it says so. Of several snapshots of one end the last counts.
 */
export function compareEnds(ends: readonly TwoEnds[]): Observation[] {
  return eachOnce(ends.map(missingOn));
}
