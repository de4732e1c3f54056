import type { BlockRead, BlockReader } from '../block-reader.ts';
import { dottedEndpoint, endpoint, localFields } from './endpoint.ts';
import { observeLines, type Table, tableReader } from './table-reader.ts';

const TITLE = /^\s*Current listen queue sizes/;
const HEADING = /^\s*(?:Proto\s+)?Listen\s+Local Address/;
const ROW = /^\s*(?:(?:tcp(?:4|6|46)?|sctp|unix)\s+)?(\d{1,9})\/(\d{1,9})\/(\d{1,9})\s+(\S{1,300})/;

function readQueues(table: Table, from: number): BlockRead | undefined {
  const textAt = (index: number) => (table.lines[index]?.text ?? '').slice(0, 500);
  let next = from;
  while (next < from + 2 && (TITLE.test(textAt(next)) || HEADING.test(textAt(next)))) next += 1;
  if (next === from) return undefined;
  const block: BlockRead = { next, observations: [], unread: 0 };
  const snapshot = table.context.nextSnapshot();
  for (; block.next < table.lines.length; block.next += 1) {
    const row = ROW.exec(textAt(block.next));
    if (row === null) break;
    const [waiting, limit, printed = ''] = [Number(row[1]), Number(row[3]), row[4]];
    const local = dottedEndpoint(printed) ?? endpoint(printed);
    const queue = { recvQBytes: waiting, sendQBytes: limit, backlogFree: limit - waiting };
    const shared = { snapshot, source: 'netstat', protocol: 'tcp', state: 'LISTEN' };
    const fields = { ...shared, ...queue, ...(local ? localFields(local) : {}) };
    block.observations.push(observeLines(table, 'connection', block.next, block.next, fields));
  }
  return block.observations.length === 0 ? undefined : block;
}

/** Reads `netstat -L` of FreeBSD and macOS: of each listener how many connections wait for accept(), and how many may (netstat(1)). */
export const listenQueues: BlockReader = tableReader('listen queues', readQueues);
