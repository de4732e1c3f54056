import { group } from 'd3-array';
import type { Observation } from '../model/observation.ts';
import { rememberLast } from '../remember-last.ts';

/** Rows kept whole. A table of a million sockets is compared by its first ones, and counted to its end. */
const MOST_ROWS = 20_000;
/** Rows that are joined lie in digests that are there anyway: of two machines with 20,000 sockets each two snapshots fit, and older ones. */
const MOST_JOINED_ROWS = 120_000;

/** Rows of one input, in the order they came. */
export type InputRows = readonly Observation[];

/** Observations that are not log records, in bounded memory. */
export interface KeptRows {
  add(row: Observation): void;
  /** Keeps the place of an input, the rows of which come when others have come. */
  reserve(input: string): void;
  /**
   * Counts further sockets of an input, by their states; gives how many there are, or undefined, and counts none, where a state is new
   * to it: then a row of it must be added first. `areSampled`: both ends of a connection were left out, or none.
   */
  countMore(input: string, states: ReadonlyMap<string, number>, areSampled: boolean): number | undefined;
  /**
   * The rows kept, input by input; when some were dropped, also a count by state of all rows that came. Rows that were joined from
   * the same digests come in the same lists, so that what was worked out of a list need not be worked out again.
   */
  byInput(): readonly InputRows[];
  /** What `join` takes, with at most so many rows. */
  digest(mostRows: number): RowsDigest;
  join(digest: RowsDigest): void;
}

/** Rows as plain data: those kept, and of sockets how many came in which state of which input. */
export interface RowsDigest {
  rows: readonly Observation[];
  states: readonly { first: Observation; count: number }[];
  isComplete: boolean;
  /** Inputs of which rows were left out at both ends of their connections, or at none. */
  sampled?: readonly string[];
}

/** Rows of one input that came together. Those of a digest are shared with it, and never added to. */
interface Block {
  rows: readonly Observation[];
  own?: Observation[];
  /** Whose place it keeps, where it has no rows. */
  input?: string;
}

/** Starts with no rows. */
export function keepRows(): KeptRows {
  const blocks: Block[] = [];
  const states = countStates();
  const dropped = noteDropped();
  let [kept, joinedRows] = [0, 0];
  return {
    add(row) {
      if (kept < MOST_ROWS) {
        addToLast(blocks, row);
        kept++;
      } else dropped.of(row.at.input);
      if (row.kind === 'connection' && row.fields.state !== undefined) states.add(row);
    },
    reserve: (input) => void blocks.push({ rows: [], input }),
    countMore(input, counts, areSampled) {
      if (!states.more(input, counts)) return undefined;
      dropped.of(input, areSampled);
      return [...counts.values()].reduce((sum, count) => sum + count, 0);
    },
    byInput() {
      const whole = [...blocksByInput(blocks).values()].map(oneList).filter((rows) => rows.length > 0);
      if (dropped.none()) return whole;
      const counts = states.list().map((one) => stateCount(one, dropped.isSampled(one.first.at.input)));
      return [...whole, ...group(counts, ({ machine }) => machine).values()];
    },
    digest(mostRows) {
      const rows = blocks.flatMap((block) => block.rows);
      const sampled = rows.length <= mostRows ? dropped.sampled() : [];
      return {
        rows: rows.slice(-mostRows),
        states: states.list(),
        isComplete: dropped.none() && rows.length <= mostRows,
        ...(sampled.length > 0 ? { sampled } : {}),
      };
    },
    join(digest) {
      for (const rows of inBlocks(digest.rows)) {
        const room = MOST_JOINED_ROWS - joinedRows;
        if (rows.length > room) dropped.of(rows[0]?.at.input ?? '');
        if (room > 0) blocks.push({ rows: rows.length > room ? rows.slice(0, room) : rows });
        joinedRows += Math.min(room, rows.length);
      }
      states.join(digest.states);
      // What another run left out may be what this one has of the other end.
      if (!digest.isComplete) dropped.somewhere();
      for (const input of digest.sampled ?? []) dropped.of(input, true);
    },
  };
}

/** Notes of which inputs rows were left out, and of which at both ends of their connections alone. */
function noteDropped() {
  const [sampled, cut] = [new Set<string>(), new Set<string>()];
  let isComplete = true;
  const isSampled = (input: string) => sampled.has(input) && !cut.has(input);
  const of = (input: string, atBothEnds = false) => {
    isComplete = false;
    (atBothEnds ? sampled : cut).add(input);
  };
  return {
    of,
    isSampled,
    sampled: () => [...sampled].filter(isSampled),
    none: () => isComplete,
    somewhere() {
      isComplete = false;
    },
  };
}

function addToLast(blocks: Block[], row: Observation): void {
  const last = blocks.at(-1);
  if (last?.own && last.rows[0]?.at.input === row.at.input) last.own.push(row);
  else {
    const own = [row];
    blocks.push({ rows: own, own });
  }
}

/** Counts sockets by their state and input. What digests hold is counted when somebody asks: of many it is asked only where rows were dropped. */
function countStates() {
  const waiting: RowsDigest['states'][] = [];
  const states = new Map<string, { first: Observation; count: number }>();
  const add = (first: Observation, more: number): void => {
    const key = stateKey(first.at.input, String(first.fields.state));
    const counted = states.get(key);
    if (counted) counted.count += more;
    else states.set(key, { first, count: more });
  };
  return {
    add: (row: Observation) => add(row, 1),
    join: (counts: RowsDigest['states']) => void waiting.push(counts),
    more(input: string, counts: ReadonlyMap<string, number>): boolean {
      const known = [...counts].map(([state, count]) => ({ of: states.get(stateKey(input, state)), count }));
      if (known.some(({ of }) => !of)) return false;
      for (const { of, count } of known) if (of) of.count += count;
      return true;
    },
    list() {
      for (const counts of waiting.splice(0)) for (const { first, count } of counts) add(first, count);
      return [...states.values()];
    },
  };
}

function stateKey(input: string, state: string): string {
  return `${input} ${state}`;
}

function blocksByInput(blocks: readonly Block[]): ReadonlyMap<string | undefined, readonly Block[]> {
  const inputs = new Map<string | undefined, Block[]>();
  for (const block of blocks) {
    const input = block.input ?? block.rows[0]?.at.input;
    const known = inputs.get(input);
    if (known) known.push(block);
    else inputs.set(input, [block]);
  }
  return inputs;
}

/** The rows of a digest, cut where another input begins. */
function inBlocks(rows: readonly Observation[]): readonly InputRows[] {
  return cut.get(rows, [], () => {
    const starts = rows.flatMap(({ at }, i) => (i > 0 && rows[i - 1]?.at.input === at.input ? [] : [i]));
    if (starts.length === 1) return [rows];
    return starts.map((start, i) => rows.slice(start, starts[i + 1]));
  });
}

const cut = rememberLast<readonly Observation[], readonly InputRows[]>();

/** The rows of one input, of which some may have come later than those of others. */
function oneList(blocks: readonly Block[]): InputRows {
  const [first, ...others] = blocks.map(({ rows }) => rows);
  if (!first || others.length === 0) return first ?? [];
  const isShared = blocks.every(({ own }) => !own);
  return isShared ? joined.get(first, others, () => [first, ...others].flat()) : [first, ...others].flat();
}

const joined = rememberLast<InputRows, InputRows>();

function stateCount({ first, count }: RowsDigest['states'][number], isSampled: boolean): Observation {
  const { at, role, machine, text, verbatim, fields } = first;
  const counted = {
    snapshot: `${at.input}#all`,
    state: fields.state ?? '',
    count,
    source: 'rows',
    ...(isSampled ? { sampled: true } : {}),
  };
  return {
    kind: 'state-count',
    at,
    ...(role ? { role } : {}),
    ...(machine ? { machine } : {}),
    text,
    verbatim,
    fields: counted,
  };
}
