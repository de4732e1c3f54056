import type { Observation } from '../../model/observation.ts';
import type { ReadContext } from '../block-reader.ts';
import type { Line } from '../line.ts';
import { isEmptyOutput } from './empty-output.ts';
import { type ListCommand, listCommand } from './list-command.ts';
import { hostAt, typedAt } from './preamble.ts';

/** Cheap test that spares most lines: the commands that list connections. */
const HINT =
  /\b(?:ss|netstat|lsof|conntrack|NetTCPConnection|list_con\w+|list con\w+|api\/\S{0,80}con\w+|pubsub numsub|client list|pg_stat_activity|processlist|connz|report conn|clients list|session list|show conn|pfctl)\b/i;
const ADDRESS = /\b\d{1,3}(?:\.\d{1,3}){3}\b/g;
const LONGEST = 600;
const MOST_ADDRESSES = 60;

/** The addresses that a paste shows: one of them may be the machine's own. */
function addressesIn(lines: readonly Line[]): string {
  const found = new Set<string>();
  for (const line of lines) {
    for (const [address] of line.text.slice(0, LONGEST).matchAll(ADDRESS)) found.add(address);
    if (found.size > MOST_ADDRESSES) return '';
  }
  return [...found].join(' ');
}

/** The command on a line that lists connections, where its output is empty. */
function emptyListAt(
  lines: readonly Line[],
  index: number,
): { typed: string; command: ListCommand } | undefined {
  const text = lines[index]?.text.slice(0, LONGEST) ?? '';
  const typed = HINT.test(text) ? typedAt(text) : undefined;
  const command = typed === undefined ? undefined : listCommand(typed);
  return typed !== undefined && command && isEmptyOutput(lines, index, typed)
    ? { typed, command }
    : undefined;
}

/** The lines of each machine that a prompt names, from such a prompt to the next of another machine: `3-9 20-24`. */
function linesByHost(lines: readonly Line[]): ReadonlyMap<string, string> {
  const spans = new Map<string, string[]>();
  let open: { host: string; from: number } | undefined;
  const close = (to: number) => {
    if (open) spans.set(open.host, [...(spans.get(open.host) ?? []), `${open.from}-${to}`]);
  };
  for (const { text, number } of lines) {
    const host = hostAt(text.slice(0, LONGEST));
    if (host === undefined || host === open?.host) continue;
    close(number - 1);
    open = { host, from: number };
  }
  close(lines.at(-1)?.number ?? 0);
  return new Map([...spans].map(([host, all]) => [host, all.join(' ')]));
}

/**
 * Lists of connections that came out empty, each as an `empty-list` observation: a command at a prompt, and its heading alone or nothing
 * below. They are read beside whatever else reads these lines, since a table without a row is none.
 */
export function emptyLists(lines: readonly Line[], context: ReadContext): Observation[] {
  const found = lines.flatMap((line, index) => {
    const list = emptyListAt(lines, index);
    return list ? [{ ...list, line }] : [];
  });
  if (found.length === 0) return [];
  const [addresses, hosts] = [addressesIn(lines), linesByHost(lines)];
  return found.map(({ line, typed, command }) => {
    const text = line.text.slice(0, LONGEST);
    const host = hostAt(text);
    return {
      kind: 'empty-list',
      at: { input: context.input, line: line.number, endLine: line.number },
      ...(context.role && { role: context.role }),
      ...(line.atMs !== undefined && { atMs: line.atMs }),
      text: text.trim(),
      verbatim: line.verbatim.slice(0, LONGEST),
      fields: {
        listed: command.listed,
        command: typed,
        isNarrow: command.isNarrow,
        ...(command.product && { product: command.product }),
        ...(command.filter !== '' && { filter: command.filter }),
        ...(addresses !== '' && { addresses }),
        ...(host && { host, hostLines: hosts.get(host) ?? '' }),
        isAmongHosts: hosts.size > 1,
      },
    };
  });
}
