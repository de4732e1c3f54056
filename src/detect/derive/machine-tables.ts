import { group } from 'd3-array';
import type { Role } from '../../model/input.ts';
import type { Observation } from '../../model/observation.ts';
import { rememberLast } from '../../remember-last.ts';
import { areOfOneMachine, type MachineMarks, ownAddresses, snapshotSeries } from './snapshot-series.ts';
import type { Snapshot } from './snapshots.ts';
import { isLoopback } from './socket-end.ts';
import { fromListing, fromRow, indexSockets, isListed, type SocketIndex } from './socket-index.ts';
import { joinIndexes, type SeenIndex, type SocketTable } from './socket-table.ts';
import type { TableRows } from './table-rows.ts';

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
function machinesOf({ snapshots, others }: TableRows): Machine[] {
  const machines: Machine[] = [];
  for (const snapshot of snapshots) {
    if (snapshot.kind !== 'connection' || snapshot.source === 'conntrack') continue;
    const marks = { name: snapshot.machine, own: ownAddresses(snapshot) };
    machineFor(machines, snapshot.role, marks).snapshots.push(snapshot);
  }
  for (const row of others) {
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
  const input = snapshots.at(-1)?.input ?? listed.at(-1)?.at.input ?? '';
  return joinIndexes({ role, input }, [
    ...snapshotSeries(snapshots).flatMap((series) =>
      series.map((snapshot, i) => ({ ...placeIn(series, i), index: indexOf(snapshot) })),
    ),
    ...listSeries(listed).flatMap((lists) =>
      lists.map((list, i) => ({
        ...placeIn(
          lists.map(([first]) => first),
          i,
        ),
        index: indexSockets(list, fromListing),
      })),
    ),
  ]);
}

/** Of a series the last one is what the machine has now. */
function placeIn(
  series: readonly (Pick<Snapshot, 'atMs'> | Observation | undefined)[],
  at: number,
): Pick<SeenIndex, 'isCurrent' | 'nextMs'> {
  return { isCurrent: at === series.length - 1, nextMs: series[at + 1]?.atMs };
}

/** The sockets of a snapshot, found by their ends: most snapshots are those of the last triage. */
function indexOf(snapshot: Snapshot): SocketIndex {
  return indexes.get(snapshot, [], () => {
    const index = indexSockets(snapshot.observations, fromRow);
    return { ...index, own: new Set([...index.own, ...ownAddresses(snapshot)]) };
  });
}

const indexes = rememberLast<Snapshot, SocketIndex>();

/** Rows of one list are this close in time, where each line has its own. */
const LIST_SPAN_MS = 5_000;

/** Lists of clients in the order of their times; one replaces the earlier ones of the same machine, or in the same input. */
function listSeries(listed: readonly Observation[]): Observation[][][] {
  const places = group(
    listed,
    ({ machine, at, kind, fields }) => `${machine ?? at.input} ${kind} ${fields['product'] ?? ''}`,
  );
  const series = [...places.values()].map((rows) => {
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
  return joinLooks(series);
}

/** Lists without a time that have clients in common are looks at one server, in the order in which they were given. */
function joinLooks(series: readonly Observation[][][]): Observation[][][] {
  const joined: Observation[][][] = [];
  for (const lists of series) {
    const earlier = joined.find((others) => areLooks(others.at(-1) ?? [], lists[0] ?? []));
    if (earlier) earlier.push(...lists);
    else joined.push([...lists]);
  }
  return joined;
}

function areLooks(one: readonly Observation[], other: readonly Observation[]): boolean {
  const [first, second] = [one[0], other[0]];
  if (first?.kind !== second?.kind || first?.fields['product'] !== second?.fields['product']) return false;
  if ([...one, ...other].some(({ atMs }) => atMs !== undefined)) return false;
  const clients = new Set(one.map(({ fields }) => fields['client']));
  return other.some(({ fields }) => clients.has(fields['client']));
}

/**
 * Gathers the socket tables and the listings of clients of each machine: what has an address of its own in common, or the same role
 * and no address. Of several snapshots by one tool the last one counts as current.
 */
export function socketTables(rows: TableRows): SocketTable[] {
  return machinesOf(rows).map(tableOf);
}
