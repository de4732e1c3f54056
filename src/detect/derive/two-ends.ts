import type { Role } from '../../model/input.ts';
import type { SocketTable } from './socket-table.ts';
import { serviceCovers, servicePorts } from './traffic-coverage.ts';

/** Two machines that may be the ends of the same connections, as seen from the first. */
export interface TwoEnds {
  mine: SocketTable;
  other: SocketTable;
}

const PAIRS: readonly (readonly [Role, Role])[] = [
  ['host', 'peer'],
  ['client', 'peer'],
  ['broker', 'peer'],
  ['broker', 'client'],
  ['broker', 'host'],
];

/** Tables taken further apart than this show two different moments: a connection may have ended in between as it should. */
export const FURTHEST_APART_MS = 10 * 60_000;
/** More machines than this are a fleet, of which no two are compared that were not given as two ends. */
const MOST_MACHINES = 24;

function isFarApart(one: SocketTable, other: SocketTable): boolean {
  return (
    one.atMs !== undefined && other.atMs !== undefined && Math.abs(one.atMs - other.atMs) > FURTHEST_APART_MS
  );
}

function areEnds({ role: one }: SocketTable, { role: other }: SocketTable, isFleet: boolean): boolean {
  if (one === undefined || other === undefined || one === other) return !isFleet;
  return areRolesOfTwoEnds(one, other);
}

/** Whether two inputs may be of the two ends of one connection: their roles say so, or say nothing. */
export function areRolesOfTwoEnds(one: Role | undefined, other: Role | undefined): boolean {
  if (one === undefined || other === undefined) return true;
  return PAIRS.some((pair) => pair.includes(one) && pair.includes(other));
}

/**
 * Whether nothing of the first machine can stand in the table of the other, nor be missed there: neither is seen with an address of
 * the other, nor reaches it through an address between. Lists of clients, and tables that show no address of their machine's own, are compared by ports.
 */
function isStranger({ mine, other }: TwoEnds): boolean {
  if (other.own.size === 0 || other.current.some(({ local }) => local === undefined)) return false;
  if (mine.elsewhere && mine.current.some((one) => other.own.has(mine.elsewhere?.(one)?.local.address ?? '')))
    return false;
  const ports = servicePorts(other, mine);
  if (ports.size > 0 && mine.current.some(({ peer }) => serviceCovers(other, peer, mine, ports)))
    return false;
  const isPeer = [...mine.peersNow].some((address) => other.own.has(address) || other.hasLocal(address));
  return !isPeer && ![...mine.localsNow, ...mine.own].some((address) => other.hasPeer(address));
}

/**
 * The machines whose tables may show the two ends of one connection, each pair both ways. Roles say so (a machine and its peer, the
 * broker with clients and hosts); of one role, or of none, any two machines may be. Tables of `cut` inputs lack rows.
 */
export function twoEnds(tables: readonly SocketTable[], cut: ReadonlySet<string>): TwoEnds[] {
  const isFleet = tables.length > MOST_MACHINES;
  const ends = tables.flatMap((one, at) =>
    tables
      .slice(at + 1)
      .filter((other) => areEnds(one, other, isFleet) && !isFarApart(one, other))
      .flatMap((other) => [
        { mine: one, other },
        { mine: other, other: one },
      ]),
  );
  // A table whose rows were dropped for their number lacks connections that its machine has.
  return ends.filter((pair) => !cut.has(pair.other.input) && !isStranger(pair));
}
