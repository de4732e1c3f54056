import type { BlockRead, BlockReader } from '../block-reader.ts';
import { observeLines, type Table, tableReader } from './table-reader.ts';

const ANNOUNCED = /^\s*Status of (?:quorum queue|stream) (\S{1,255}) on node \S{1,255} ?\.{3}/;
const HEADING = /^\s*[|│║┃]\s*Node Name\s*[|│║┃]\s*Raft State\s*[|│║┃]/i;
const ROW = /^\s*[|│║┃]\s*([^|│║┃]{1,255}?)\s*[|│║┃]\s*([^|│║┃]{1,200}?)\s*[|│║┃]/;
const BORDER = /^\s*[-+|┌├└╔╠╚┏┣┗]/;
const LONGEST_LINE = 2000;

function lineAt(table: Table, index: number): string {
  return (table.lines[index]?.text ?? '').slice(0, LONGEST_LINE);
}

/** The rows below a heading as pairs of member and Raft state, and the line after them. */
function members(table: Table, from: number): { states: string[]; next: number } {
  const states: string[] = [];
  let next = from;
  while (next < table.lines.length) {
    const text = lineAt(table, next);
    const row = ROW.exec(text);
    if (row === null && !BORDER.test(text)) break;
    if (row !== null) states.push((row[2] ?? '').toLowerCase());
    next += 1;
  }
  return { states, next };
}

/** A leader serves; without one it matters whether enough members are there to elect one. */
function stateOf(states: readonly string[]): string {
  if (states.includes('leader')) return 'running';
  const there = states.filter((state) => /^(?:follower|candidate|pre_vote|await_condition)$/.test(state));
  return there.length * 2 > states.length ? 'no leader' : 'no quorum';
}

function readStatus(table: Table, from: number): BlockRead | undefined {
  const queue = ANNOUNCED.exec(lineAt(table, from))?.[1];
  let heading = queue === undefined ? from : from + 1;
  if (queue !== undefined && !HEADING.test(lineAt(table, heading))) heading += 1;
  if (!HEADING.test(lineAt(table, heading))) return undefined;
  const { states, next } = members(table, heading + 1);
  if (states.length === 0) return undefined;
  const typed = /\bquorum_status\s+["']?([^\s"'-][^\s"']{0,254})/.exec(table.preamble.command ?? '')?.[1];
  const drafted = { queue: queue ?? typed, state: stateOf(states) };
  return { next, observations: [observeLines(table, 'queue', from, next - 1, drafted)], unread: 0 };
}

/**
 * Reads `rabbitmq-queues quorum_status`: the members of a quorum queue with their Raft states. The queue is `running` with a
 * leader, else in `no leader` while most members are there to elect one, or `no quorum`.
 */
export const quorumStatus: BlockReader = tableReader('quorum_status', readStatus);
