import type { BlockRead, BlockReader } from '../block-reader.ts';
import { observeLines, type Table, tableReader } from './table-reader.ts';

const HEADING = /^(?:# )?pxname,svname,/;

function readStats(table: Table, from: number): BlockRead | undefined {
  const heading = (table.lines[from]?.text ?? '').slice(0, 4096);
  if (!HEADING.test(heading)) return undefined;
  const columns = heading.replace(/^# /, '').split(',');
  const [name, part, current, limit] = ['pxname', 'svname', 'scur', 'slim'].map((column) =>
    columns.indexOf(column),
  );
  const block: BlockRead = { next: from + 1, observations: [], unread: 0 };
  for (; block.next < table.lines.length; block.next += 1) {
    const cells = (table.lines[block.next]?.text ?? '').slice(0, 4096).split(',');
    if (cells.length < 7) break;
    const of = `${cells[name ?? -1]}/${cells[part ?? -1]}`;
    const shared = { resource: 'connections', product: 'haproxy', of };
    for (const [side, value] of [
      ['used', cells[current ?? -1]],
      ['limit', cells[limit ?? -1]],
    ] as const) {
      if (!/^\d{1,12}$/.test(value ?? '')) continue;
      const drafted = { ...shared, side, value: Number(value) };
      block.observations.push(observeLines(table, 'figure', block.next, block.next, drafted));
    }
  }
  return block;
}

/** Reads `show stat` of HAProxy and its page as CSV (management guide, "Statistics and monitoring"): sessions and their limit, of each proxy and server. */
export const haproxyStats: BlockReader = tableReader('HAProxy statistics', readStats);
