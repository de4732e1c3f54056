import type { BlockRead, BlockReader } from '../block-reader.ts';
import { observeLines, type Table, tableReader } from './table-reader.ts';

const ASKED = /^.{0,120}?(?:^|[\s>$#])(?:llen|xlen|zcard|LLEN|XLEN|ZCARD)\s+["']?([^\s"']{1,255})["']?\s*$/;
const ANSWER = /^\s*(?:\d{1,3}\) )?(?:\(integer\) )?(\d{1,12})\s*$/;

function readLength(table: Table, from: number): BlockRead | undefined {
  const asked = (table.lines[from]?.text ?? '').slice(0, 400);
  if (!/len|card|LEN|CARD/.test(asked)) return undefined;
  const queue = ASKED.exec(asked)?.[1];
  if (queue === undefined) return undefined;
  const messages = ANSWER.exec((table.lines[from + 1]?.text ?? '').slice(0, 60))?.[1];
  if (messages === undefined) return undefined;
  const drafted = { queue, messages: Number(messages) };
  return {
    next: from + 2,
    observations: [observeLines(table, 'queue', from, from + 1, drafted)],
    unread: 0,
  };
}

/** Reads how long a list, stream or sorted set of Redis is, asked by LLEN, XLEN or ZCARD: Celery, Sidekiq, RQ and Resque queue there. */
export const listLength: BlockReader = tableReader('Redis list length', readLength);
