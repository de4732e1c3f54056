import type { Observation } from '../../model/observation.ts';
import { derivedObservation } from './derived-observation.ts';
import { type PortRange, portRange } from './port-range.ts';
import { countByState, type Snapshot } from './snapshots.ts';
import { textField } from './socket-end.ts';
import type { TableRows } from './table-rows.ts';

/** How many of the sockets hold a port of the range: all of them when a tool gave a bare count. */
function holding(snapshot: Snapshot, state: string, range: PortRange, count: number): number {
  if (snapshot.kind === 'state-count') return count;
  return snapshot.observations.filter((row) => {
    const port = Number(textField(row, 'localPort'));
    return textField(row, 'state') === state && port >= range.low && port <= range.high;
  }).length;
}

function highest(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : known.reduce((one, other) => Math.max(one, other));
}

/** A snapshot of several states without an ESTABLISHED socket found none; a snapshot of one state says nothing about them. */
function establishedIn(counts: ReadonlyMap<string, number>): number | undefined {
  return counts.get('ESTABLISHED') ?? (counts.size > 1 ? 0 : undefined);
}

/** What /proc/net/sockstat counts as in use, listeners among them, is the most that can be established where no tool tells states apart. */
function inUse(machine: readonly Snapshot[], observations: readonly Observation[]): number | undefined {
  const inputs = new Set(
    machine.filter(({ source }) => source === 'sockstat').map(({ observations: [row] }) => row?.at.input),
  );
  if (inputs.size === 0) return undefined;
  const counters = observations.filter(
    (one) => one.kind === 'counter' && textField(one, 'name') === 'TCPInuse' && inputs.has(one.at.input),
  );
  return highest(counters.map(({ fields }) => Number(fields['value'])));
}

/** Tools whose TIME_WAIT is the kernel's number of timewait sockets: that holds orphans in FIN_WAIT2 too (inet_timewait_sock, tcp_time_wait()). */
const COUNT_ORPHANS = new Set(['ss -s', 'sockstat', 'node_sockstat_TCP_tw']);

interface Sample {
  snapshot: Snapshot;
  counts: ReadonlyMap<string, number>;
}

/** The samples of a machine, without those that another tool knows to be in FIN_WAIT2 in a number of timewait sockets. */
function samplesOf(machine: readonly Snapshot[]): Sample[] {
  const samples = machine.map((snapshot) => ({ snapshot, counts: countByState(snapshot) }));
  const orphans = highest(samples.map(({ counts }) => counts.get('FIN_WAIT2'))) ?? 0;
  return samples.map((sample) => {
    const waiting = sample.counts.get('TIME_WAIT');
    if (waiting === undefined || !COUNT_ORPHANS.has(sample.snapshot.source)) return sample;
    return { ...sample, counts: new Map(sample.counts).set('TIME_WAIT', Math.max(0, waiting - orphans)) };
  });
}

function socketsIn(counts: ReadonlyMap<string, number>): number {
  let total = 0;
  for (const [state, count] of counts) if (state !== 'LISTEN') total += count;
  return total;
}

function byMachine(snapshots: readonly Snapshot[]): Snapshot[][] {
  const machines = new Map<string, Snapshot[]>();
  for (const snapshot of snapshots) {
    const key = `${snapshot.role ?? ''} ${snapshot.machine ?? ''} ${snapshot.host}`;
    const known = machines.get(key);
    if (known) known.push(snapshot);
    else machines.set(key, [snapshot]);
  }
  return [...machines.values()];
}

function countIn({ fields }: Observation): number {
  return Number(fields['count'] ?? 0);
}

/** The first of the rows that count most; rows of single sockets count alike. */
function mostOf(rows: readonly Observation[]): Observation | undefined {
  return rows.reduce<Observation | undefined>(
    (most, row) => (most === undefined || countIn(row) > countIn(most) ? row : most),
    undefined,
  );
}

function totalsOf(
  machine: readonly Snapshot[],
  range: PortRange | undefined,
  mostInUse: number | undefined,
): Observation[] {
  const samples = samplesOf(machine);
  const states = new Set(samples.flatMap(({ counts }) => [...counts.keys()]));
  const established = highest(samples.map(({ counts }) => establishedIn(counts))) ?? mostInUse;
  const total = highest(samples.map(({ counts }) => socketsIn(counts)));
  return [...states].flatMap((state) => {
    const most = samples.reduce((one, other) =>
      (other.counts.get(state) ?? 0) > (one.counts.get(state) ?? 0) ? other : one,
    );
    const count = most.counts.get(state) ?? 0;
    const stand = mostOf(most.snapshot.observations.filter((one) => textField(one, 'state') === state));
    if (stand === undefined) return [];
    const ports = range === undefined ? undefined : range.high - range.low + 1;
    const share =
      range === undefined
        ? undefined
        : Math.round((1000 * holding(most.snapshot, state, range, count)) / (range.high - range.low + 1)) /
          1000;
    const { host } = most.snapshot;
    return [
      derivedObservation('state-total', stand, {
        state,
        count,
        established,
        perEstablished: established === undefined ? undefined : count / Math.max(0.5, established),
        total,
        host,
        pid: stand.kind === 'state-count' ? stand.fields['pid'] : undefined,
        portRange: ports,
        portShare: share,
      }),
    ];
  });
}

/**
 * Derives one `state-total` per machine (role, name and host) and state: the highest number that a single tool gave in a single snapshot,
 * never a sum over tools. `portShare` is the part of ip_local_port_range (ip-sysctl) that these sockets hold.
 */
export function stateTotals({ snapshots, others }: TableRows): Observation[] {
  const ofSockets = snapshots.filter(({ source }) => source !== 'conntrack' && source !== 'sessions');
  return byMachine(ofSockets).flatMap((machine) =>
    totalsOf(machine, portRange(others, machine[0]?.role), inUse(machine, others)),
  );
}
