import type { Observation } from '../../model/observation.ts';
import type { BlockRead, BlockReader } from '../block-reader.ts';
import { type CountedLine, stateCountLine } from './state-count-line.ts';
import { observeLines, type Table, tableReader } from './table-reader.ts';

/** Words that `awk` and `uniq -c` count along with the states, because they stand in the headings of the table counted. */
const NOISE =
  /^\s*(?:\d{1,10}\s)?\s*"?(?:State|Foreign|Address|servers\)?|and|established\)|\(?w\/o|Local|Proto|Peer|Address:Port|Recv-Q|Netid|Process|Timer|I-Node|Type|CONNECTED|DGRAM|STREAM|SEQPACKET|Active|connections|Internet|Domain|sockets)"?[\s:=,]{0,20}\d{0,10}\s*$|^\s*[{}[\]],?\s*$|^\s*(?:COUNT|STATE)[\s\w-]{0,40}$/;

/** The counts of one snapshot. A state with a line for each peer is added up, and stands where it came first. */
interface Tally {
  stamp: string | undefined;
  atMs: number | undefined;
  states: Map<string, { index: number; count: number }>;
}

function add(tally: Tally, index: number, counted: CountedLine): void {
  for (const { state, count } of counted.counts) {
    const known = tally.states.get(state);
    if (known === undefined) tally.states.set(state, { index, count });
    else known.count += count;
  }
}

function observe(table: Table, tally: Tally): Observation[] {
  const shared = {
    snapshot: table.context.nextSnapshot(),
    source: 'counts',
    command: table.preamble.command,
  };
  const { preamble } = table;
  const clock = /^(\d\d):(\d\d)(?::(\d\d))?/.exec(tally.stamp ?? '');
  const clockSec = clock
    ? Number(clock[1]) * 3600 + Number(clock[2]) * 60 + Number(clock[3] ?? 0)
    : undefined;
  const timed = tally.atMs === undefined ? table : { ...table, preamble: { ...preamble, atMs: tally.atMs } };
  return [...tally.states].map(([state, { index, count }]) =>
    observeLines(timed, 'state-count', index, index, { ...shared, state, count, clockSec }),
  );
}

/** A state counted again, and not for another address, belongs to the next snapshot. */
function begins(last: Tally, counted: CountedLine): boolean {
  return !counted.partial && counted.counts.some(({ state }) => last.states.has(state));
}

/** Splits the counts into snapshots: a line with another time than the one before begins the next. */
function tallies(table: Table, from: number): { next: number; tallies: Tally[] } {
  const found: Tally[] = [];
  let next = from;
  for (let index = from; index < table.lines.length; index += 1) {
    const text = table.lines[index]?.text ?? '';
    const counted = stateCountLine(text);
    if (counted === undefined && !(text.length < 200 && NOISE.test(text))) break;
    if (counted !== undefined || /^\s*[}\]]/.test(text)) next = index + 1;
    if (counted === undefined) continue;
    const last = found.at(-1);
    const same = last !== undefined && last.stamp === counted.stamp && !begins(last, counted);
    const tally = same ? last : { stamp: counted.stamp, atMs: counted.atMs, states: new Map() };
    if (!same) found.push(tally);
    add(tally, index, counted);
  }
  return { next, tallies: found };
}

function opensList(table: Table, from: number): boolean {
  const text = table.lines[from]?.text ?? '';
  if (stateCountLine(text) !== undefined) return true;
  return (
    text.length < 100 && NOISE.test(text) && stateCountLine(table.lines[from + 1]?.text ?? '') !== undefined
  );
}

function readCounts(table: Table, from: number): BlockRead | undefined {
  if (!opensList(table, from)) return undefined;
  const found = tallies(table, from);
  return {
    next: found.next,
    observations: found.tallies.flatMap((tally) => observe(table, tally)),
    unread: 0,
  };
}

/**
 * Reads sockets counted by state, as `sort | uniq -c`, awk one-liners, scripts and JSON print them, in either column order
 * and in the spelling of any tool. Lines with a time make one snapshot for each time.
 */
export const stateCounts: BlockReader = tableReader('counts by state', readCounts, true);
