import { group } from 'd3-array';
import type { Observation } from '../../model/observation.ts';
import { countedBudgets } from './counted-budgets.ts';
import { derivedObservation } from './derived-observation.ts';
import { inThousands } from './growth/growth-fields.ts';
import { DEFAULT_RANGE, portRange } from './port-range.ts';
import { servicePort } from './service-port.ts';
import { snapshotSeries } from './snapshot-series.ts';
import { countByState, distinctSockets, type Snapshot } from './snapshots.ts';
import { textField } from './socket-end.ts';
import type { TableRows } from './table-rows.ts';

/** How long Linux keeps a port in TIME_WAIT (include/net/tcp.h, TCP_TIMEWAIT_LEN), in seconds. */
const TIME_WAIT_SEC = 60;
/** Fewer tell nothing of a rate. */
const LEAST_SOCKETS = 500;
/** What ended within so many seconds tells the present rate. */
const RECENT_SEC = 10;
/** The values of tcp_tw_reuse (ip-sysctl). */
const REUSE: ReadonlyMap<number, string> = new Map([
  [0, 'off'],
  [1, 'on'],
  [2, 'loopback'],
]);

/** Sockets to one destination in the latest snapshot, and in the one before. */
interface Destination {
  rows: readonly Observation[];
  waiting: readonly Observation[];
  before: readonly Observation[] | undefined;
  betweenSec: number;
  /** How many sockets a row stands for, where a large table was sampled. */
  each: number;
}

/**
 * Derives the budget of local ports of each machine's busiest destination, by sockets in TIME_WAIT: how many are held, how many the
 * present rate needs, and when the last one is taken. Where no machine connects that much, the port that accepts and has most of
 * them. Nothing below 500 sockets.
 */
export function portBudgets(machines: readonly TableRows[]): Observation[] {
  const latest = machines.flatMap(({ snapshots, others }) =>
    snapshotSeries(snapshots.filter(isTable)).flatMap((series) => {
      const last = series.at(-1);
      const waiting = (last && countByState(last).get('TIME_WAIT')) ?? 0;
      const each = last ? socketsOfRow(last, others) : 1;
      return last && waiting * each >= LEAST_SOCKETS ? [{ last, before: series.at(-2), others, each }] : [];
    }),
  );
  const connecting = latest.flatMap(
    ({ last, before, others, each }) => connectingBudget(last, before, others, each) ?? [],
  );
  if (connecting.length > 0) return connecting;
  const counted = machines.flatMap(countedBudgets);
  if (counted.some(({ fields }) => fields['side'] === 'connecting')) return counted;
  return [...latest.flatMap(({ last, each }) => acceptingBudget(last, each) ?? []), ...counted];
}

/** A sample has as many sockets of each destination as all rows have, by this factor. */
function socketsOfRow(last: Snapshot, others: readonly Observation[]): number {
  const all = others.find(
    (row) =>
      row.kind === 'state-count' &&
      row.at.input === last.input &&
      row.fields['sampled'] === true &&
      isWaiting(row),
  );
  return all ? Number(all.fields['count']) / (countByState(last).get('TIME_WAIT') ?? 1) : 1;
}

function isTable({ kind, source }: Snapshot): boolean {
  return kind === 'connection' && source !== 'conntrack';
}

function isWaiting(row: Observation): boolean {
  return textField(row, 'state') === 'TIME_WAIT';
}

/** Who connects has the higher port: servers listen below the ports that are given out. */
function connects(row: Observation): boolean {
  return Number(servicePort(textField(row, 'peerPort'))) < Number(textField(row, 'localPort'));
}

function largest(groups: Iterable<readonly Observation[]>): readonly Observation[] {
  let most: readonly Observation[] = [];
  for (const rows of groups) if (rows.length > most.length) most = rows;
  return most;
}

function pairOf(row: Observation): string {
  return `${textField(row, 'localAddress')} ${textField(row, 'peer')}`;
}

function connectingBudget(
  last: Snapshot,
  before: Snapshot | undefined,
  others: readonly Observation[],
  each: number,
): Observation | undefined {
  const connecting = distinctSockets(last).filter(connects);
  const waiting = largest(group(connecting.filter(isWaiting), pairOf).values());
  const [first] = waiting;
  if (!first || waiting.length * each < LEAST_SOCKETS) return undefined;
  const [toPair, isSame] = [pairOf(first), (row: Observation) => pairOf(row) === pairOf(first)];
  const rows = connecting.filter((row) => pairOf(row) === toPair);
  const betweenSec = ((last.atMs ?? NaN) - (before?.atMs ?? NaN)) / 1000;
  const earlier =
    betweenSec > 0 && betweenSec <= TIME_WAIT_SEC
      ? before && distinctSockets(before).filter(isSame)
      : undefined;
  return budgetOf(first, { rows, waiting, before: earlier, betweenSec, each }, others, last);
}

function budgetOf(
  first: Observation,
  to: Destination,
  others: readonly Observation[],
  { role }: Snapshot,
): Observation {
  const range = portRange(others, role) ?? DEFAULT_RANGE;
  const ports = range.high - range.low + 1;
  const [held, count] = [Math.round(to.rows.length * to.each), Math.round(to.waiting.length * to.each)];
  const perSec = Math.round(endedPerSec(to) * to.each * 10) / 10;
  const needed = Math.round(perSec * TIME_WAIT_SEC);
  const left = Math.max(0, ports - held);
  const reuse = reuseOf(others);
  const net = perSec - releasedPerSec(to, perSec / to.each) * to.each;
  const runsOut = reuse !== 'on' && needed + held - count > ports && net > 0;
  const inSec = runsOut ? Math.round(left / net) : undefined;
  const [local, peer] = [textField(first, 'localAddress'), textField(first, 'peer')];
  return derivedObservation('port-budget', first, {
    state: 'TIME_WAIT',
    side: 'connecting',
    local,
    peer,
    count,
    held,
    portRange: ports,
    portShare: Math.round((1000 * held) / ports) / 1000,
    left,
    reuse,
    perSec,
    needed,
    inSec,
    budget: inWords({ local, peer, held, ports, perSec, needed, inSec }),
  });
}

/** By timers: what has more than 50 s left ended within the last 10. Without them, by what was not there in the snapshot before; else on average. */
function endedPerSec({ waiting, before, betweenSec }: Destination): number {
  const timed = waiting.filter(hasTimer);
  if (timed.length > waiting.length / 2)
    return (
      timed.filter(({ fields }) => Number(fields['timerSec']) >= TIME_WAIT_SEC - RECENT_SEC).length /
      RECENT_SEC
    );
  if (!before) return waiting.length / TIME_WAIT_SEC;
  const known = new Set(before.filter(isWaiting).map((row) => textField(row, 'local')));
  return waiting.filter((row) => !known.has(textField(row, 'local'))).length / betweenSec;
}

function hasTimer({ fields }: Observation): boolean {
  return fields['timer'] === 'timewait' && typeof fields['timerSec'] === 'number';
}

/** How many ports come back in a second now: by timers, else by how the number changed; else as many as are taken. */
function releasedPerSec({ rows, waiting, before, betweenSec }: Destination, perSec: number): number {
  const timed = waiting.filter(hasTimer);
  if (timed.length > waiting.length / 2)
    return timed.filter(({ fields }) => Number(fields['timerSec']) < RECENT_SEC).length / RECENT_SEC;
  return before ? perSec - (rows.length - before.length) / betweenSec : perSec;
}

function reuseOf(others: readonly Observation[]): string | undefined {
  const setting = others.findLast(
    (row) => row.kind === 'setting' && textField(row, 'name').endsWith('tcp_tw_reuse'),
  );
  return setting && REUSE.get(Number(setting.fields['value']));
}

function inWords({
  local,
  peer,
  held,
  ports,
  perSec,
  needed,
  inSec,
}: Record<'local' | 'peer', string> &
  Record<'held' | 'ports' | 'perSec' | 'needed', number> & { inSec: number | undefined }): string {
  const use = `${local} holds ${inThousands(held)} of ${inThousands(ports)} ports to ${peer}, and ends ${inThousands(perSec)} connections a second`;
  return inSec === undefined
    ? `${use}, which takes ${inThousands(needed)} ports`
    : `${use}: at this rate no port is left in ${inThousands(inSec)} s`;
}

function acceptingBudget(last: Snapshot, each: number): Observation | undefined {
  const waiting = distinctSockets(last).filter(isWaiting);
  const accepted = largest(
    group(
      waiting.filter((row) => !connects(row)),
      (row) => textField(row, 'local'),
    ).values(),
  );
  const [first] = accepted;
  if (!first || accepted.length * each < LEAST_SOCKETS || accepted.length < 0.8 * waiting.length)
    return undefined;
  return derivedObservation('port-budget', first, {
    state: 'TIME_WAIT',
    side: 'accepting',
    local: textField(first, 'local'),
    count: Math.round(accepted.length * each),
  });
}
