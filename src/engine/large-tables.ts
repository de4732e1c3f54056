import type { KeptRows } from '../detect/kept-rows.ts';
import type { Observation } from '../model/observation.ts';
import type { Observed } from '../observe/observe.ts';
import {
  hashedEnds,
  readSocketColumns,
  SOCKET_STATES,
  type SocketColumnRows,
  type SocketColumns,
  socketColumns,
} from '../observe/tables/socket-columns.ts';
import { chooseRows, FOR_ITSELF, sampleOf } from './choose-rows.ts';
import { type HeldRows, heldRows, type Lines, thinnedOut } from './held-rows.ts';

/** Lines of a table that are read to find where its states and ends stand, and how many of them must be rows. */
const HEAD_LINES = 1_000;
const ENOUGH_ROWS = 200;
/** Bytes of tables that are held until all inputs have ended. Beyond them only a sample is held, which is made smaller as they fill. */
const MOST_HELD_BYTES = 28 << 20;
const SMALLER = 8;

/** An input that may hold a large table. */
interface TableInput {
  name: string;
  /** Reads lines of a chunk in full. */
  read(chunk: Uint8Array, lines: readonly Lines[]): Observed;
  take(observed: Observed): void;
  /** So many rows were counted, and not read. */
  counted(rows: number): void;
}

/** Takes chunks of one input: whole lines, of which the first has the number `line`. */
export interface TableReader {
  /** Takes a chunk that holds nothing but further rows of the table that was begun; else answers false. */
  goOn(chunk: Uint8Array, line: number): boolean;
  /** Takes a chunk in which a table may begin, whatever it holds; answers false where none does. */
  begin(chunk: Uint8Array, line: number): boolean;
}

/** Large socket tables of one run: which of their rows are read is chosen when all inputs have ended. */
export interface LargeTables {
  /** Starts on one input. */
  open(input: TableInput): TableReader;
  /** Reads the chosen rows of what waits, and counts the others by their state. */
  settle(): void;
}

interface Waiting {
  input: TableInput;
  columns: SocketColumns;
  /** What stands above a table is true of all its rows. */
  first: Observation;
  pieces: HeldRows[];
  counts: Map<string, number>;
}

/** Starts a run without tables. */
export function createLargeTables(rows: KeptRows): LargeTables {
  const waiting: Waiting[] = [];
  let every = 1;
  let heldBytes = 0;
  const hold = (piece: HeldRows, of: Waiting): void => {
    if (!waiting.includes(of)) {
      waiting.push(of);
      rows.reserve(of.input.name);
    }
    of.pieces.push(piece);
    heldBytes += piece.bytes.length;
    while (heldBytes > MOST_HELD_BYTES) {
      every *= SMALLER;
      for (const one of waiting) one.pieces = one.pieces.map((whole) => thinnedOut(whole, every));
      heldBytes = waiting.flatMap(({ pieces }) => pieces).reduce((sum, { bytes }) => sum + bytes.length, 0);
    }
  };
  return {
    open: (input) => openTable(input, (piece, of) => hold(every > 1 ? thinnedOut(piece, every) : piece, of)),
    settle() {
      const tables = waiting.splice(0);
      if (tables.length === 0) return;
      const known = rows.byInput().flatMap((some) => some.flatMap(endsOf));
      // Of what was thinned out while it came, the other ends of single sockets may be gone.
      const isComparable = every === 1 || known.length === 0;
      const total = tables.reduce((sum, { counts }) => sum + sumOf(counts), 0);
      const chosen = chooseRows(
        tables.map(({ pieces }) => pieces),
        every === 1 ? known : [],
        Math.max(every, sampleOf(total)),
      );
      tables.forEach((table, nth) => {
        readChosen(table, chosen[nth] ?? [], (more) => rows.countMore(table.input.name, more, isComparable));
      });
    },
  };
}

function openTable(input: TableInput, hold: (piece: HeldRows, of: Waiting) => void): TableReader {
  let table: Waiting | undefined;
  const takeRows = (of: Waiting, chunk: Uint8Array, firstLine: number): boolean => {
    const found = readSocketColumns(chunk, of.columns);
    if (!found) return false;
    countStates(found, of.counts);
    hold(heldRows(chunk.slice(), found, firstLine, of.columns), of);
    return true;
  };
  return {
    goOn: (chunk, line) => table !== undefined && takeRows(table, chunk, line),
    begin(chunk, line) {
      const head = table ? undefined : readHead(input, chunk, line);
      const rows = head && chunk.subarray(head.from);
      if (head && rows && takeRows(head.table, rows, line + linesBefore(chunk, head.from)))
        table = head.table;
      else input.take(input.read(chunk, [{ start: 0, end: chunk.length, line }]));
      return true;
    },
  };
}

/** Reads the head of a table; undefined where it does not show in which columns its rows have what. */
function readHead(
  input: TableInput,
  chunk: Uint8Array,
  line: number,
): { table: Waiting; from: number } | undefined {
  const head = input.read(chunk, [{ start: 0, end: startOfLine(chunk, HEAD_LINES), line }]);
  const sockets = head.observations.filter(
    ({ kind, fields }) => kind === 'connection' && fields['state'] !== undefined,
  );
  const [first, columns] = [sockets[0], socketColumns(sockets)];
  if (!first || !columns || sockets.length < ENOUGH_ROWS) return undefined;
  const above = head.observations.filter(({ at }) => at.line < first.at.line);
  input.take({ ...head, observations: above });
  const table = { input, columns, first, pieces: [], counts: new Map() };
  return { table, from: startOfLine(chunk, first.at.line - line) };
}

/** Reads the chosen rows of a table as rows of one snapshot, and counts the others. */
function readChosen(
  { input, first, pieces, counts }: Waiting,
  chosen: readonly Uint8Array[],
  countMore: (states: ReadonlyMap<string, number>) => number | undefined,
): void {
  const left = new Map(counts);
  const sample = new Map<string, Observation[]>();
  const read = pieces.map((piece, nth) => {
    const of = chosen[nth] ?? new Uint8Array();
    const observed = input.read(piece.bytes, piece.linesOf(of));
    const alone = new Set(piece.linesOf(of.map((why) => Number(why === FOR_ITSELF))).map(({ line }) => line));
    for (const row of observed.observations.filter(({ kind }) => kind === 'connection')) {
      joinSnapshot(row, first);
      const state = String(row.fields['state']);
      left.set(state, (left.get(state) ?? 0) - 1);
      if (alone.has(row.at.line)) continue;
      const known = sample.get(state);
      if (known) known.push(row);
      else sample.set(state, [row]);
    }
    return observed;
  });
  for (const [state, rows] of sample)
    for (const row of rows)
      if ((left.get(state) ?? 0) > 0) row.rows = 1 + (left.get(state) ?? 0) / rows.length;
  for (const observed of read) input.take(observed);
  const more = new Map([...left].filter(([, count]) => count > 0));
  if (more.size > 0) input.counted(countMore(more) ?? 0);
}

function joinSnapshot(row: Observation, { atMs, fields }: Observation): void {
  if (atMs !== undefined) row.atMs = atMs;
  for (const name of ['snapshot', 'command', 'timersShown'] as const) {
    const value = fields[name];
    if (value !== undefined) row.fields[name] = value;
  }
}

/** The ends of a socket that is no listener. */
function endsOf({ kind, fields }: Observation) {
  const { local, peer, state } = fields;
  return kind === 'connection' && state !== 'LISTEN' && typeof local === 'string' && typeof peer === 'string'
    ? [hashedEnds(local, peer)]
    : [];
}

function countStates({ count, state }: SocketColumnRows, counts: Map<string, number>): void {
  const numbers = new Uint32Array(SOCKET_STATES.length);
  for (let i = 0; i < count; i++) numbers[state[i] ?? 0] = (numbers[state[i] ?? 0] ?? 0) + 1;
  SOCKET_STATES.forEach((name, i) => {
    const more = numbers[i] ?? 0;
    if (more > 0) counts.set(name, (counts.get(name) ?? 0) + more);
  });
}

function sumOf(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}

const NEWLINE = 10;

/** Where the line with this number, from 0, begins. */
function startOfLine(bytes: Uint8Array, line: number): number {
  let at = 0;
  for (let left = line; left > 0 && at < bytes.length; left--)
    at = bytes.indexOf(NEWLINE, at) + 1 || bytes.length;
  return at;
}

function linesBefore(bytes: Uint8Array, end: number): number {
  let lines = 0;
  for (let at = bytes.indexOf(NEWLINE); at >= 0 && at < end; at = bytes.indexOf(NEWLINE, at + 1)) lines++;
  return lines;
}
