import type { Observation } from '../../model/observation.ts';
import { kernelState } from './tcp-state.ts';

const COLUMNS = 7;
const [NEWLINE, BLANK] = [10, 32];
const [PERCENT, COLON, OPENING, CLOSING] = [37, 58, 91, 93];
const MAPPED = new TextEncoder().encode('::ffff:');
/** Where a row of `ss` or netstat begins so, it is of no TCP connection. */
const UDP = new TextEncoder().encode('udp');

/** Where a table of sockets has what, in words of its rows, from 0. */
export interface SocketColumns {
  state: number;
  local: number;
  peer: number;
  /** Whether a row begins with a blank; where it does not, a line that does belongs to the row above, as `ss -i` prints it. */
  isIndented: boolean;
}

/** Rows of a table, one at each index. */
export interface SocketColumnRows {
  count: number;
  /** Where each begins, and in which line, from 0. */
  start: Uint32Array;
  line: Uint32Array;
  /** Its state, as an index of `SOCKET_STATES`. */
  state: Uint8Array;
  /** A hash of the ports at both ends, the same whichever end the table is of. */
  ports: Uint32Array;
}

/** Names of states by the number that stands for them in `SocketColumnRows`. */
export const SOCKET_STATES = [
  'ESTABLISHED',
  'SYN_SENT',
  'SYN_RECV',
  'FIN_WAIT1',
  'FIN_WAIT2',
  'TIME_WAIT',
  'CLOSE',
  'CLOSE_WAIT',
  'LAST_ACK',
  'LISTEN',
  'CLOSING',
  'BOUND',
] as const;

/** The columns in which all of these rows have their state and their ends; undefined where a row has not. */
export function socketColumns(rows: readonly Observation[]): SocketColumns | undefined {
  const words = rows.map(({ verbatim }) => verbatim.trim().split(/\s+/, COLUMNS));
  const find = (holds: (word: string, row: Observation) => boolean): number =>
    Array.from({ length: COLUMNS }, (_, column) => column).find((column) =>
      rows.every((row, i) => holds(words[i]?.[column] ?? '', row)),
    ) ?? -1;
  const state = find((word, { fields }) => word !== '' && kernelState(word) === fields['state']);
  const [local, peer] = ['local', 'peer'].map((name) => find((word, { fields }) => word === fields[name]));
  if (rows.length === 0 || local === undefined || peer === undefined) return undefined;
  if (Math.min(state, local, peer) < 0) return undefined;
  const indented = rows.filter(({ verbatim }) => verbatim.trimStart() !== verbatim).length;
  if (indented > 0 && indented < rows.length) return undefined;
  return { state, local, peer, isIndented: indented > 0 };
}

/** Reads the rows of a table in one pass over its bytes. Undefined when a line is no row: something else stands between them. */
export function readSocketColumns(table: Uint8Array, columns: SocketColumns): SocketColumnRows | undefined {
  const rows = emptyRows(countLines(table));
  const states = createStates(table);
  const last = Math.max(columns.state, columns.local, columns.peer);
  let count = 0;
  for (let [at, line, end] = [0, 0, 0]; at < table.length; at = end + 1, line++) {
    end = lineEnd(table, at);
    const kind = kindOf(table, at, end, columns);
    if (kind === 'other') return undefined;
    if (kind !== 'row') continue;
    let [word, state, ports] = [at, -1, 0];
    for (let column = 0; column <= last; column++) {
      word = skipBlanks(table, word, end);
      if (word >= end) return undefined;
      const next = wordEnd(table, word);
      if (column === columns.state) state = states.read(word, next);
      else if (column === columns.local || column === columns.peer) ports ^= hashPort(table, word, next);
      word = next;
    }
    if (state < 0) return undefined;
    rows.start[count] = at;
    rows.line[count] = line;
    rows.state[count] = state;
    rows.ports[count] = ports >>> 0;
    count++;
  }
  return { ...rows, count };
}

function emptyRows(most: number): SocketColumnRows {
  return {
    count: 0,
    start: new Uint32Array(most),
    line: new Uint32Array(most),
    state: new Uint8Array(most),
    ports: new Uint32Array(most),
  };
}

function countLines(table: Uint8Array): number {
  let lines = 1;
  for (let at = table.indexOf(NEWLINE); at >= 0; at = table.indexOf(NEWLINE, at + 1)) lines++;
  return lines;
}

/** `below`: a blank line, or one that belongs to the row above; `udp`: a row of no TCP connection. */
function kindOf(
  table: Uint8Array,
  at: number,
  end: number,
  { isIndented }: SocketColumns,
): 'row' | 'below' | 'udp' | 'other' {
  const first = skipBlanks(table, at, end);
  if (first >= end) return 'below';
  const isBelow = first > at;
  if (isBelow !== isIndented) return isBelow ? 'below' : 'other';
  return table[first] === UDP[0] && startsWith(table, first, UDP) ? 'udp' : 'row';
}

/** Reads the state that a word names; -1 where it names none. Each way in which one is printed is decoded once. */
function createStates(table: Uint8Array) {
  const known: { bytes: Uint8Array; state: number }[] = [];
  return {
    read(start: number, end: number): number {
      for (const { bytes, state } of known)
        if (bytes.length === end - start && startsWith(table, start, bytes)) return state;
      const bytes = table.slice(start, end);
      const name = kernelState(new TextDecoder().decode(bytes));
      const state = SOCKET_STATES.findIndex((one) => one === name);
      if (state >= 0) known.push({ bytes, state });
      return state;
    },
  };
}

/** FNV-1a (draft-eastlake-fnv): the offset and the prime of 32 bits. */
const [OFFSET, PRIME] = [0x811c9dc5, 0x01000193];

/** The port of an end stands after its last colon. */
function hashPort(table: Uint8Array, start: number, end: number): number {
  let hash = OFFSET;
  for (let at = end - 1; at >= start && table[at] !== COLON; at--)
    hash = Math.imul(hash ^ (table[at] ?? 0), PRIME);
  return hash;
}

/** The two ends of a socket. */
export interface HashedEnds {
  local: number;
  peer: number;
  ports: number;
}

/** Hashes the ends of the row that begins at a place. */
export function readEnds(
  table: Uint8Array,
  row: number,
  columns: SocketColumns,
): Pick<HashedEnds, 'local' | 'peer'> {
  const ends = { local: 0, peer: 0 };
  let word = row;
  for (let column = 0; column <= Math.max(columns.local, columns.peer); column++) {
    word = skipBlanks(table, word, table.length);
    const next = wordEnd(table, word);
    if (column === columns.local) ends.local = hashEnd(table, word, next);
    if (column === columns.peer) ends.peer = hashEnd(table, word, next);
    word = next;
  }
  return ends;
}

/** Hashes the ends of a socket that are texts. */
export function hashedEnds(local: string, peer: string): HashedEnds {
  const [mine, other] = [new TextEncoder().encode(local), new TextEncoder().encode(peer)];
  return {
    local: hashEnd(mine, 0, mine.length),
    peer: hashEnd(other, 0, other.length),
    ports: (hashPort(mine, 0, mine.length) ^ hashPort(other, 0, other.length)) >>> 0,
  };
}

/** Brackets, the prefix of mapped addresses and the interface count for nothing. */
function hashEnd(table: Uint8Array, start: number, end: number): number {
  let [at, hash] = [table[start] === OPENING ? start + 1 : start, OFFSET];
  if (startsWith(table, at, MAPPED)) at += MAPPED.length;
  for (let inInterface = false; at < end; at++) {
    const byte = table[at] ?? 0;
    if (byte === PERCENT) inInterface = true;
    else if (byte === COLON || byte === CLOSING) inInterface = false;
    if (!inInterface && byte !== CLOSING) hash = Math.imul(hash ^ byte, PRIME);
  }
  return hash >>> 0;
}

function startsWith(table: Uint8Array, start: number, bytes: Uint8Array): boolean {
  for (let i = 0; i < bytes.length; i++) if (table[start + i] !== bytes[i]) return false;
  return true;
}

/** Blanks, tabs and returns all lie below what is printed. */
function skipBlanks(table: Uint8Array, from: number, end: number): number {
  let at = from;
  while (at < end && (table[at] ?? 0) <= BLANK) at++;
  return at;
}

function wordEnd(table: Uint8Array, from: number): number {
  let at = from;
  while ((table[at] ?? 0) > BLANK) at++;
  return at;
}

function lineEnd(table: Uint8Array, from: number): number {
  const end = table.indexOf(NEWLINE, from);
  return end < 0 ? table.length : end;
}
