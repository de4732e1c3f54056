import type { BlockRead, BlockReader } from '../block-reader.ts';
import { observeLines, type Table, tableReader } from './table-reader.ts';

const DETAILS = /"((?:connection|channel)_(?:created|closed))_details"\s{0,4}:\s{0,4}\{/g;
const RATE = /^[^}]{0,200}?"rate"\s{0,4}:\s{0,4}(\d{1,9}(?:\.\d{1,9})?)/;
const JSON_LINE = /^\s*(?:["{}[\],]|$)/;
const LONGEST_LINE = 65_536;

/** The rates that begin on a line; a rate may stand on the next one. */
function ratesAt(table: Table, index: number) {
  const text = (table.lines[index]?.text ?? '').slice(0, LONGEST_LINE);
  const below = (table.lines[index + 1]?.text ?? '').slice(0, 200);
  return [...text.matchAll(DETAILS)].flatMap((found) => {
    const rest = text.slice((found.index ?? 0) + found[0].length);
    const value = RATE.exec(rest.trim() === '' ? below : rest)?.[1];
    return value === undefined ? [] : [{ name: `${found[1]}_rate`, value: Number(value) }];
  });
}

function readRates(table: Table, from: number): BlockRead | undefined {
  if (
    !/"churn_rates"|"(?:connection|channel)_created/.test(
      (table.lines[from]?.text ?? '').slice(0, LONGEST_LINE),
    )
  )
    return undefined;
  const block: BlockRead = { next: from, observations: [], unread: 0 };
  for (; block.next < table.lines.length; block.next += 1) {
    if (!JSON_LINE.test((table.lines[block.next]?.text ?? '').slice(0, 200))) break;
    for (const rate of ratesAt(table, block.next)) {
      const last = Math.min(block.next + 1, table.lines.length - 1);
      block.observations.push(observeLines(table, 'counter', block.next, last, rate));
    }
  }
  return block.observations.length === 0 ? undefined : block;
}

/** Reads how many connections and channels were opened and closed a second from /api/overview of RabbitMQ and LavinMQ, also where it is cut off. */
export const churnRates: BlockReader = tableReader('churn rates', readRates);
