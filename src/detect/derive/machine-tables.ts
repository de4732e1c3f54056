import { group } from 'd3-array';
import type { Role } from '../../model/input.ts';
import type { Observation } from '../../model/observation.ts';
import { indexSockets } from './index-sockets.ts';
import { areOfOneMachine, type MachineMarks, ownAddresses, snapshotSeries } from './snapshot-series.ts';
import { type Snapshot, snapshotsOf } from './snapshots.ts';
import { isLoopback } from './socket-end.ts';
import {
  type EndedSocket,
  emptyTable,
  fill,
  fromListing,
  fromRow,
  isListed,
  type SocketTable,
} from './socket-table.ts';

/** What one machine gave: snapshots of its sockets, rows of a listing. */
interface Machine {
  role: Role | undefined;
  name: string | undefined;
  own: Set<string>;
  snapshots: Snapshot[];
  listed: Observation[];
}

function machineFor(machines: Machine[], role: Role | undefined, marks: MachineMarks): Machine {
  const known = machines.find((one) => one.role === role && areOfOneMachine(one, marks));
  const machine = known ?? { role, name: marks.name, own: new Set<string>(), snapshots: [], listed: [] };
  if (known === undefined) machines.push(machine);
  for (const address of marks.own) machine.own.add(address);
  return machine;
}

/** Conntrack is left out: it shows traffic that passes through, not sockets. */
function machinesOf(observations: readonly Observation[]): Machine[] {
  const machines: Machine[] = [];
  for (const snapshot of snapshotsOf(observations)) {
    if (snapshot.kind !== 'connection' || snapshot.source === 'conntrack') continue;
    const marks = { name: snapshot.machine, own: ownAddresses(snapshot) };
    machineFor(machines, snapshot.role, marks).snapshots.push(snapshot);
  }
  for (const row of observations) {
    const ends = isListed(row) ? fromListing(row) : undefined;
    if (ends === undefined) continue;
    const address = ends.local?.address;
    const own = new Set(address === undefined || isLoopback(address) ? [] : [address]);
    const lists = machines.filter(({ listed }) => listed.length > 0);
    // A list without the server's address is no part of a table that was pasted with it, unless their roles say so.
    const among = own.size > 0 || row.role !== undefined ? machines : lists;
    const machine = machineFor(among, row.role, { name: row.machine, own });
    machine.listed.push(row);
    if (!machines.includes(machine)) machines.push(machine);
  }
  return machines;
}

function tableOf({ role, snapshots, listed }: Machine): SocketTable {
  const table = emptyTable(role, snapshots.at(-1)?.input ?? listed.at(-1)?.at.input ?? '');
  const all: EndedSocket[] = [];
  const add = (sockets: readonly EndedSocket[], isLast: boolean, nextMs: number | undefined): void => {
    for (const socket of sockets) {
      socket.nextMs = nextMs;
      all.push(socket);
      if (isLast) table.current.push(socket);
    }
  };
  for (const series of snapshotSeries(snapshots)) {
    for (const [i, snapshot] of series.entries()) {
      const next = series[i + 1];
      add(fill(table, snapshot.observations, fromRow), next === undefined, next?.atMs);
      for (const address of ownAddresses(snapshot)) table.own.add(address);
    }
  }
  for (const lists of listSeries(listed))
    for (const [i, list] of lists.entries()) {
      const next = lists[i + 1];
      add(fill(table, list, fromListing), next === undefined, next?.[0]?.atMs);
    }
  indexSockets(table, all);
  return table;
}

/** Rows of one list are this close in time, where each line has its own. */
const LIST_SPAN_MS = 5_000;

/** Lists of clients in the order of their times; one replaces the earlier ones of the same machine, or in the same input. */
function listSeries(listed: readonly Observation[]): Observation[][][] {
  const places = group(
    listed,
    ({ machine, at, kind, fields }) => `${machine ?? at.input} ${kind} ${fields['product'] ?? ''}`,
  );
  return [...places.values()].map((rows) => {
    if (rows.some(({ atMs }) => atMs === undefined)) return [rows];
    const lists: Observation[][] = [];
    for (const row of rows.toSorted((a, b) => (a.atMs ?? 0) - (b.atMs ?? 0))) {
      const last = lists.at(-1);
      const isNext = (row.atMs ?? 0) - (last?.at(-1)?.atMs ?? 0) > LIST_SPAN_MS;
      if (last && !isNext) last.push(row);
      else lists.push([row]);
    }
    return lists;
  });
}

/**
 * Gathers the socket tables and the listings of clients of each machine: what has an address of its own in common, or the same role
 * and no address. Of several snapshots by one tool the last one counts as current.
 */
export function socketTables(observations: readonly Observation[]): SocketTable[] {
  return machinesOf(observations).map(tableOf);
}
