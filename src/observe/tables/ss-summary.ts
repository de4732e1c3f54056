import type { BlockRead, BlockReader } from '../block-reader.ts';
import { observeLines, type Table, tableReader } from './table-reader.ts';

const TCP_LINE = /^TCP:\s+(\d{1,10}) \(estab (\d{1,10}), closed (\d{1,10}),?(.{0,120})\)/;
const REST = /^(?:Total|RAW|UDP|TCP|INET|FRAG|Transport|\*)\b|^\*\s|^\s*$/;

function counted(rest: string, name: string): string | undefined {
  return new RegExp(`\\b${name} (\\d{1,10})`).exec(rest)?.[1];
}

function readSummary(table: Table, from: number): BlockRead | undefined {
  const first = table.lines[from]?.text ?? '';
  const at = TCP_LINE.test(first) ? from : /^Total: \d+/.test(first) ? from + 1 : -1;
  const tcp = at < 0 ? null : TCP_LINE.exec((table.lines[at]?.text ?? '').slice(0, 300));
  if (tcp === null) return undefined;

  let next = at + 1;
  while (
    next < table.lines.length &&
    next < at + 12 &&
    REST.test((table.lines[next]?.text ?? '').slice(0, 20))
  )
    next += 1;
  const rest = tcp[4] ?? '';
  const states = [
    ['ESTABLISHED', tcp[2]],
    ['TIME_WAIT', counted(rest, 'timewait')],
    ['SYN_RECV', counted(rest, 'synrecv')],
  ] as const;
  const shared = { snapshot: table.context.nextSnapshot(), source: 'ss -s', command: table.preamble.command };
  const observations = states.flatMap(([state, count]) =>
    count === undefined
      ? []
      : [observeLines(table, 'state-count', at, at, { ...shared, state, count: Number(count) })],
  );
  return { next, observations, unread: 0 };
}

/** Reads the totals of `ss -s`: established, time-wait and (before iproute2 4.18) syn-recv sockets, each a `state-count`. */
export const ssSummary: BlockReader = tableReader('ss -s', readSummary);
