import { type HashedEnds, SOCKET_STATES, type SocketColumnRows } from '../observe/tables/socket-columns.ts';

type Rows = Pick<SocketColumnRows, 'count' | 'state' | 'ports'>;

/** Some rows of a table; the ends of each are hashed when somebody asks. */
export interface RowsOfTable extends Rows {
  endsOf(i: number): Pick<HashedEnds, 'local' | 'peer'>;
}

/** The rows of one table, in pieces as they came. */
type Table = readonly RowsOfTable[];

/** Rows of all tables that are read whole together, and about how many are read of larger ones. */
const MOST_WHOLE = 20_000;
const SAMPLED = 12_000;
/** Connections that one end alone has are few; where they are many, addresses were changed on the way. */
const MOST_ONE_ENDED = 500;

/** Why a row is chosen. */
const AS_SAMPLE = 1;
export const FOR_ITSELF = 2;

const ESTABLISHED = SOCKET_STATES.indexOf('ESTABLISHED');
const LISTEN = SOCKET_STATES.indexOf('LISTEN');

/** One connection of how many is read, of so many rows: a power of two, so that what a smaller sample has a larger one has, too. */
export function sampleOf(rows: number): number {
  return rows <= MOST_WHOLE ? 1 : 2 ** Math.ceil(Math.log2(rows / SAMPLED));
}

/**
 * Whether a row is of the sample that has one connection of `every`. By the ports at its ends: so both ends of a connection are in the
 * sample or none, also it in several snapshots and under whatever addresses. Listeners always are.
 */
export function isSampled({ state, ports }: Rows, i: number, every: number): boolean {
  return state[i] === LISTEN || mixed(ports[i] ?? 0) % every === 0;
}

/** Ports differ in a few digits, and so do the ends of their hashes: the finalizer of MurmurHash3 spreads that. */
function mixed(hash: number): number {
  let mix = hash;
  mix = Math.imul(mix ^ (mix >>> 16), 0x85ebca6b);
  mix = Math.imul(mix ^ (mix >>> 13), 0xc2b2ae35);
  return (mix ^ (mix >>> 16)) >>> 0;
}

/**
 * Chooses the rows of large tables that stand for all: a sample, of each state a row, the other ends of sockets that were read in full
 * elsewhere (`known`), and of two tables the connections that one of them lacks. Answers for each piece a byte for each row: 0 where it is
 * not chosen, `AS_SAMPLE` where it stands for others, `FOR_ITSELF` where it does not.
 */
export function chooseRows(
  tables: readonly Table[],
  known: readonly HashedEnds[],
  every: number,
): Uint8Array[][] {
  const ports = new Set(tables.flatMap(firstOfStates));
  const isCompared = every > 1 && (known.length > 0 || tables.length === 2);
  const pairs = isCompared ? tables.map(pairsOf) : [];
  const wanted = otherEnds(pairs, known, ports);
  for (const of of tables.length === 2 ? oneEnded(tables, pairs) : []) ports.add(of);
  return tables.map((table) =>
    table.map((rows) => {
      const chosen = new Uint8Array(rows.count);
      for (let i = 0; i < rows.count; i++)
        if (isSampled(rows, i, every)) chosen[i] = AS_SAMPLE;
        else if (ports.has(rows.ports[i] ?? 0)) chosen[i] = FOR_ITSELF;
        else if (wanted.size > 0 && wanted.has(pairAt(rows, i))) chosen[i] = FOR_ITSELF;
      return chosen;
    }),
  );
}

/** The pairs of ends that known sockets have here; of those that have none, as addresses may have been changed, the ports. */
function otherEnds(
  pairs: readonly ReadonlySet<number>[],
  known: readonly HashedEnds[],
  ports: Set<number>,
): ReadonlySet<number> {
  const wanted = new Set<number>();
  for (const ends of pairs.length > 0 ? known : []) {
    const there = pairOf(ends.peer, ends.local);
    if (pairs.some((of) => of.has(there))) wanted.add(there);
    else ports.add(ends.ports);
  }
  return wanted;
}

/** The ports of the first row in each state. */
function firstOfStates(table: Table): number[] {
  const found = new Map<number, number>();
  for (const { count, state, ports } of table)
    for (let i = 0; i < count; i++) if (!found.has(state[i] ?? 0)) found.set(state[i] ?? 0, ports[i] ?? 0);
  return [...found.values()];
}

/** The ports of the connections that one of two tables has and the other lacks; none where these are many. */
function oneEnded(tables: readonly Table[], pairs: readonly ReadonlySet<number>[]): number[] {
  const found: number[] = [];
  tables.forEach((table, nth) => {
    const other = pairs[1 - nth];
    for (const rows of other ? table : [])
      for (let i = 0; i < rows.count && found.length <= MOST_ONE_ENDED; i++) {
        if (rows.state[i] !== ESTABLISHED) continue;
        const { local, peer } = rows.endsOf(i);
        if (!other?.has(pairOf(peer, local))) found.push(rows.ports[i] ?? 0);
      }
  });
  return found.length > MOST_ONE_ENDED ? [] : found;
}

function pairsOf(table: Table): ReadonlySet<number> {
  const pairs = new Set<number>();
  for (const rows of table)
    for (let i = 0; i < rows.count; i++) if (rows.state[i] !== LISTEN) pairs.add(pairAt(rows, i));
  return pairs;
}

function pairAt(rows: RowsOfTable, i: number): number {
  const { local, peer } = rows.endsOf(i);
  return pairOf(local, peer);
}

/** Two hashes as one number: all of the first and 21 bits of the other, as many as a double holds exactly. */
function pairOf(one: number, other: number): number {
  return one * 2 ** 21 + (other >>> 11);
}
