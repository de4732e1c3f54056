import type { Observation } from '../../../model/observation.ts';
import { portRange } from '../port-range.ts';
import { servicePort } from '../service-port.ts';
import { distinctSockets, type Snapshot } from '../snapshots.ts';
import { textField } from '../socket-end.ts';
import type { SocketGroup } from './socket-groups.ts';

/** Something that ends the growth of a group of sockets. */
export interface Limit {
  limit: number;
  /** What there are so many of, in words. */
  of: string;
  /** How many more there may be, at the last snapshot. */
  room: number;
}

/** States in which a program still has the socket: TIME_WAIT and orphans take no descriptor. */
const WITH_DESCRIPTOR = new Set(['ESTABLISHED', 'CLOSE_WAIT', 'SYN_SENT', 'SYN_RECV']);

/** The sysctls that limit how many sockets of a state a host keeps (ip-sysctl). */
const KERNEL_LIMITS: readonly { setting: string; states: ReadonlySet<string>; of: string }[] = [
  { setting: 'tcp_max_tw_buckets', states: new Set(['TIME_WAIT']), of: 'TIME_WAIT sockets' },
  {
    setting: 'tcp_max_orphans',
    states: new Set(['FIN_WAIT1', 'FIN_WAIT2', 'LAST_ACK', 'CLOSING']),
    of: 'orphaned sockets',
  },
];

/** The limit that a group reaches first, of those in force that the evidence tells. */
export function nearestLimit(
  group: SocketGroup,
  last: Snapshot,
  others: readonly Observation[],
): Limit | undefined {
  const limits = [
    descriptors(group, last, others),
    ports(group, last, others),
    ofKernel(group, others),
    ofPool(group, others),
  ];
  return limits.reduce(
    (nearest, one) => (one && (nearest === undefined || one.room < nearest.room) ? one : nearest),
    undefined,
  );
}

function descriptors(group: SocketGroup, last: Snapshot, others: readonly Observation[]): Limit | undefined {
  if (!WITH_DESCRIPTOR.has(group.state)) return undefined;
  const limit = descriptorFigure(others, 'limit', group);
  if (limit === undefined) return undefined;
  const used = descriptorFigure(others, 'used', group) ?? socketsOf(group, last);
  return { limit, of: 'descriptors', room: limit - used };
}

/** The newest figure of this process, or of one that is not named. */
function descriptorFigure(
  others: readonly Observation[],
  side: string,
  { pid, process }: SocketGroup,
): number | undefined {
  const figures = others.filter(
    ({ kind, fields }) =>
      kind === 'figure' && fields['resource'] === 'descriptors' && fields['side'] === side,
  );
  const own = figures.filter(
    (row) => [pid, process].includes(textField(row, 'of')) && textField(row, 'of') !== '',
  );
  const unnamed = figures.filter((row) => textField(row, 'of') === '' && textField(row, 'product') === '');
  const value = [...unnamed, ...own].at(-1)?.fields['value'];
  return typeof value === 'number' ? value : undefined;
}

/** The sockets that a program has, in whatever state, where it is known whose they are. */
function socketsOf({ process, count }: SocketGroup, last: Snapshot): number {
  if (last.kind === 'state-count' || process === '') return count;
  return distinctSockets(last).filter((row) => textField(row, 'process') === process).length;
}

/** Each destination has all local ports for itself. */
function ports(
  { end, process }: SocketGroup,
  last: Snapshot,
  others: readonly Observation[],
): Limit | undefined {
  const range = portRange(others, last.role);
  if (range === undefined || !isServer(end)) return undefined;
  const used = distinctSockets(last).filter((row) => textField(row, 'peer') === end).length;
  const limit = range.high - range.low + 1;
  return process === '' && used === 0 ? undefined : { limit, of: 'local ports', room: limit - used };
}

/** Where the evidence has one pool, what a program has open to one server is its connections. */
function ofPool({ state, end, count }: SocketGroup, others: readonly Observation[]): Limit | undefined {
  if (state !== 'ESTABLISHED' || !isServer(end)) return undefined;
  const sizes = others.filter(({ kind, fields }) => kind === 'pool' && typeof fields['poolMax'] === 'number');
  const pools = new Set(sizes.map((row) => textField(row, 'pool')));
  const limit = Number(sizes.at(-1)?.fields['poolMax'] ?? 0);
  return pools.size === 1 && limit > 0
    ? { limit, of: 'connections of its pool', room: limit - count }
    : undefined;
}

function isServer(end: string): boolean {
  return (
    Number(servicePort(end.slice(end.lastIndexOf(':') + 1))) > 0 && end.includes(':') && !end.endsWith(':')
  );
}

function ofKernel({ state, count }: SocketGroup, others: readonly Observation[]): Limit | undefined {
  const known = KERNEL_LIMITS.find(({ states }) => states.has(state));
  const setting =
    known &&
    others.findLast((row) => row.kind === 'setting' && textField(row, 'name').endsWith(known.setting));
  const limit = Number(setting?.fields['value'] ?? 0);
  return known && limit > 0 ? { limit, of: known.of, room: limit - count } : undefined;
}
