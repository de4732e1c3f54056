import type { FieldValue } from '../../model/fields.ts';
import type { Observation } from '../../model/observation.ts';
import type { ReadContext } from '../block-reader.ts';
import type { Line } from '../line.ts';
import { isEmptyOutput } from './empty-output.ts';
import { listCommand } from './list-command.ts';
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

/**
 * Lists of connections that came out empty, each as an `empty-list` observation: a command at a prompt, and its heading alone or nothing
 * below. They are read beside whatever else reads these lines, since a table without a row is none.
 */
export function emptyLists(lines: readonly Line[], context: ReadContext): Observation[] {
  const found: Observation[] = [];
  let addresses: string | undefined;
  const hosts = new Set<string>();
  lines.forEach((line, index) => {
    const text = line.text.slice(0, LONGEST);
    const host = hostAt(text);
    if (host) hosts.add(host);
    const typed = HINT.test(text) ? typedAt(text) : undefined;
    const command = typed === undefined ? undefined : listCommand(typed);
    if (typed === undefined || !command || !isEmptyOutput(lines, index, typed)) return;
    addresses ??= addressesIn(lines);
    const fields: Record<string, FieldValue> = {
      listed: command.listed,
      command: typed,
      isNarrow: command.isNarrow,
      ...(command.product && { product: command.product }),
      ...(command.filter !== '' && { filter: command.filter }),
      ...(addresses !== '' && { addresses }),
      ...(host && { host }),
    };
    found.push({
      kind: 'empty-list',
      at: { input: context.input, line: line.number, endLine: line.number },
      ...(context.role && { role: context.role }),
      ...(line.atMs !== undefined && { atMs: line.atMs }),
      text: text.trim(),
      verbatim: line.verbatim.slice(0, LONGEST),
      fields,
    });
  });
  for (const { fields } of found) fields['isAmongHosts'] = hosts.size > 1;
  return found;
}
