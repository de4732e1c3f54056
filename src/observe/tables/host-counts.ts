import type { BlockRead, BlockReader } from '../block-reader.ts';
import { observeLines, type Table, tableReader } from './table-reader.ts';
import { kernelState } from './tcp-state.ts';

const COUNTING = /\bwc -l|\bgrep -\w{0,6}c/;
const STATE = /\b(?:CLOSE|TIME|FIN|LAST|SYN)[-_]?(?:WAIT[-_]?[12]?|ACK|SENT|RECV)\b|\bESTAB(?:LISHED)?\b/i;
const ONE_LINE =
  /^\s{0,8}([\w.-]{1,253}) \| (?:CHANGED|SUCCESS|FAILED)(?: \| |,? )rc=\d{1,3} \| \(stdout\) (\d{1,9})\s*$/;
const PLAIN = /^\s{0,8}([A-Za-z][\w.-]{0,252}):\s{1,8}(\d{1,9})\s*$/;
const ABOVE =
  /^\s{0,8}(?:\[\d{1,5}\] \d\d:\d\d:\d\d \[SUCCESS\] )?([\w.-]{1,253})(?: \| (?:CHANGED|SUCCESS) \| rc=\d{1,3} >>)?\s*$/;
const NUMBER = /^\s*(\d{1,9})\s*$/;

interface HostCount {
  host: string;
  count: number;
  last: number;
}

function hostCount(table: Table, index: number): HostCount | undefined {
  const text = (table.lines[index]?.text ?? '').slice(0, 400);
  const one = ONE_LINE.exec(text) ?? PLAIN.exec(text);
  if (one) return { host: one[1] ?? '', count: Number(one[2]), last: index };
  const above = />>\s*$|\[SUCCESS\]/.test(text) ? ABOVE.exec(text) : null;
  const below = above && NUMBER.exec((table.lines[index + 1]?.text ?? '').slice(0, 40));
  return above && below ? { host: above[1] ?? '', count: Number(below[1]), last: index + 1 } : undefined;
}

function readHostCounts(table: Table, from: number): BlockRead | undefined {
  const { command } = table.preamble;
  if (command === undefined || !COUNTING.test(command)) return undefined;
  const state = kernelState(STATE.exec(command)?.[0] ?? '');
  if (state === undefined) return undefined;
  const block: BlockRead = { next: from, observations: [], unread: 0 };
  for (let index = from; index < table.lines.length; index += 1) {
    const one = hostCount(table, index);
    if (one === undefined) break;
    const { host, count, last } = one;
    const drafted = { snapshot: table.context.nextSnapshot(), source: 'counts', command, state, count, host };
    block.observations.push(observeLines(table, 'state-count', index, last, drafted));
    block.next = last + 1;
    index = last;
  }
  return block.observations.length === 0 ? undefined : block;
}

/** Reads how many sockets each of several hosts counted, as ansible and parallel ssh print it below a command that counts one state. */
export const hostCounts: BlockReader = tableReader('counts by host', readHostCounts);
