import type { BlockRead, BlockReader } from '../block-reader.ts';
import { observeLines, type Table, tableReader } from './table-reader.ts';

const COMMAND = /\bgearadmin\b.{0,200}--status\b|^\s*status\s*$/;
const ROW = /^(\S{1,255})(?:\t|\s{1,80})(\d{1,12})(?:\t|\s{1,80})(\d{1,9})(?:\t|\s{1,80})(\d{1,9})\s*$/;

function readStatus(table: Table, from: number): BlockRead | undefined {
  const opening = (table.lines[from]?.text ?? '').slice(0, 400);
  const asked = COMMAND.test(opening);
  if (!asked && !COMMAND.test(table.preamble.command ?? '')) return undefined;
  const rows = asked ? from + 1 : from;
  const block: BlockRead = { next: rows, observations: [], unread: 0 };
  for (let index = rows; index < table.lines.length; index += 1) {
    const row = ROW.exec((table.lines[index]?.text ?? '').slice(0, 600));
    if (row === null) break;
    const drafted = { queue: row[1], messages: Number(row[2]), consumers: Number(row[4]) };
    block.observations.push(observeLines(table, 'queue', index, index, drafted));
    block.next = index + 1;
  }
  if ((table.lines[block.next]?.text ?? '').trim() === '.') block.next += 1;
  return block.observations.length === 0 ? undefined : block;
}

/** Reads `gearadmin --status`: per function the jobs queued, the jobs running and the workers there are (Gearman's text protocol). */
export const gearmanStatus: BlockReader = tableReader('gearadmin --status', readStatus);
