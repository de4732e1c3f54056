import type { BlockRead, BlockReader } from '../block-reader.ts';
import { wholeTimeMs } from '../times/whole-time.ts';
import { countedEnd } from './counted-ends.ts';
import { observeLines, type Table, tableReader } from './table-reader.ts';
import { kernelState } from './tcp-state.ts';

const STATE_WORD =
  /\b(ESTAB(?:LISHED)?|(?:CLOSE|TIME|FIN)[-_]WAIT(?:[-_]?[12])?|SYN[-_](?:SENT|RECV|RECEIVED)|LAST[-_]ACK|LISTEN(?:ING)?|CLOSING)\b/gi;
/** People grep for a part of a state that is enough to distinguish it. */
const ABBREVIATED = ['ESTABLISHED', 'CLOSE_WAIT', 'TIME_WAIT', 'SYN_RECV', 'SYN_SENT'];
const SHORTENED = /\bgrep (?:-\w+ )*["']?(EST\w{0,7}|CLO\w{0,7}|TIME\w{0,5}|SYN\w{0,5})["']?(?= |$)/gi;
const NUMBER = /^\s*(\d{1,9})\s*$/;
const ANSIBLE = /^(\S{1,200}) \| (?:CHANGED|SUCCESS)(?: \| rc=0)? (?:\| \(stdout\) (\d{1,9})|>>)\s*$/;
const PREFIXED = /^(?!\d+:)([A-Za-z0-9][\w.-]{0,100}):? {1,4}(\d{1,9})\s*$/;

const COUNTS = /\bwc\s+-l|grep\s+(?:-\w+\s+)*-\w*c|--count|\.Count\b|find \/c|measure/i;
/** A number below a command that lists sockets counts them: `wc -l` was left out when it was copied. */
const LISTS = /\b(?:netstat|ss|lsof)\b.{0,80}\|\s*grep\b/;

/** The one state a command line counts; none when it names several or does not count at all. */
function countedState(command: string | undefined): string | undefined {
  if (command === undefined || ![COUNTS, LISTS, BY_KEY].some((one) => one.test(command))) return undefined;
  const named = new Set([...command.matchAll(STATE_WORD)].map((found) => kernelState(found[1] ?? '')));
  for (const [, start = ''] of command.matchAll(SHORTENED)) {
    const state = ABBREVIATED.find((whole) => whole.startsWith(start.toUpperCase()));
    if (state) named.add(state);
  }
  return named.size === 1 ? [...named][0] : undefined;
}

/**
 * A number alone, or where the command counts (`isCounted`) after a host name or on the line below an ansible host line; `lines` says how
 * many lines it took.
 */
function countAt(
  table: Table,
  index: number,
  isCounted: boolean,
): { count: number; host?: string; lines: number } | undefined {
  const text = (table.lines[index]?.text ?? '').slice(0, 300);
  const alone = NUMBER.exec(text);
  if (alone !== null) return { count: Number(alone[1]), lines: 1 };
  if (!isCounted) return undefined;
  const ansible = ANSIBLE.exec(text);
  const host = ansible?.[1] ?? '';
  if (ansible?.[2] !== undefined) return { count: Number(ansible[2]), host, lines: 1 };
  const below = ansible === null ? null : NUMBER.exec((table.lines[index + 1]?.text ?? '').slice(0, 60));
  if (below !== null) return { count: Number(below[1]), host, lines: 2 };
  const prefixed = PREFIXED.exec(text);
  return prefixed === null ? undefined : { count: Number(prefixed[2]), host: prefixed[1] ?? '', lines: 1 };
}

/** `sort | uniq -c` behind a command that picks out one state counts its sockets by what is printed of them: program, address. */
const BY_KEY = /\|\s*sort\b[^|]{0,40}\|\s*uniq\s+-\w*c/;
/** Behind the name of a program may stand its pid: `2911 beam.smp 1188`, of the first two columns of lsof. */
const KEYED = /^\s*(\d{1,9})\s+(\S{1,200})(?:\s+(\d{1,10}))?\s*$/;
const OF_PROCESS = /^(\d{1,10})\/\S/;

function readKeyed(table: Table, from: number, state: string): BlockRead | undefined {
  const block: BlockRead = { next: from, observations: [], unread: 0 };
  const shared = { source: 'counts', command: table.preamble.command, state };
  let snapshot: string | undefined;
  for (; block.next < table.lines.length; block.next += 1) {
    const row = KEYED.exec((table.lines[block.next]?.text ?? '').slice(0, 300));
    if (row === null) break;
    snapshot ??= table.context.nextSnapshot();
    const key = row[2] ?? '';
    const end = countedEnd(shared.command ?? '', key);
    const pid = row[3] ?? OF_PROCESS.exec(key)?.[1];
    const fields = { ...shared, ...end, snapshot, count: Number(row[1]), pid };
    block.observations.push(observeLines(table, 'state-count', block.next, block.next, fields));
  }
  return block.observations.length === 0 ? undefined : block;
}

const MEASURED =
  /^\s*(?:Lines|Count)(?:\s+(?:Words|Characters|Property|Average|Sum|Maximum|Minimum))*\s*:?\s*$/;
const RULE = /^\s*-{3,}[\s-]*$/;

function isMeasured({ lines }: Table, from: number): boolean {
  return MEASURED.test(lines[from]?.text.slice(0, 200) ?? '') && RULE.test(lines[from + 1]?.text ?? '');
}

function readCounts(table: Table, from: number): BlockRead | undefined {
  const state = countedState(table.preamble.command);
  if (state === undefined) return undefined;
  if (BY_KEY.test(table.preamble.command ?? '')) return readKeyed(table, from, state);
  const block: BlockRead = { next: from, observations: [], unread: 0 };
  // PowerShell's Measure-Object heads its number.
  let index = isMeasured(table, from) ? from + 2 : from;
  let { atMs } = table.preamble;
  while (index < table.lines.length) {
    const counted = countAt(table, index, COUNTS.test(table.preamble.command ?? ''));
    if (counted === undefined) {
      // A loop that prints the date before each count.
      atMs = wholeTimeMs((table.lines[index]?.text ?? '').slice(0, 80).trim());
      if (atMs === undefined) break;
      index += 1;
      continue;
    }
    const shared = {
      snapshot: table.context.nextSnapshot(),
      source: 'counts',
      command: table.preamble.command,
    };
    const end = countedEnd(shared.command ?? '', '');
    const fields = { ...shared, ...end, state, count: counted.count, host: counted.host };
    const timed = atMs === undefined ? table : { ...table, preamble: { ...table.preamble, atMs } };
    block.observations.push(observeLines(timed, 'state-count', index, index + counted.lines - 1, fields));
    index += counted.lines;
    block.next = index;
  }
  return block.observations.length === 0 ? undefined : block;
}

/**
 * Reads numbers whose meaning is only in the command above them, such as `netstat -an | grep CLOSE_WAIT | wc -l`: alone, or
 * one for each host as ansible (`host | CHANGED | rc=0 | (stdout) 72`, `rc=0 >>`) and pdsh (`host: 72`) print them, or one for each
 * program or address behind `sort | uniq -c`.
 */
export const commandCounts: BlockReader = tableReader('counts by a command', readCounts);
