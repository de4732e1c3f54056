import type { BlockRead, BlockReader } from '../block-reader.ts';
import { observeLines, type Table, tableReader } from './table-reader.ts';

const ROW = /^\s*Client\((\S{1,200}?), username=(\S{1,200}?), peername=(\S{3,64}?),/;

function readClients(table: Table, from: number): BlockRead | undefined {
  const block: BlockRead = { next: from, observations: [], unread: 0 };
  for (; block.next < table.lines.length; block.next += 1) {
    const text = (table.lines[block.next]?.text ?? '').slice(0, 2000);
    const row = ROW.exec(text);
    if (row === null) break;
    if (text.includes('connected=false')) continue;
    const [, clientName, user, client] = row;
    const fields = { product: 'mqtt', client, clientName, user: user === 'undefined' ? undefined : user };
    block.observations.push(observeLines(table, 'broker-connection', block.next, block.next, fields));
  }
  return block.observations.length === 0 ? undefined : block;
}

/** Reads `emqx ctl clients list` (emqx_mgmt_cli.erl, print({client, …})): one connected client a row. */
export const emqxClients: BlockReader = tableReader('emqx ctl clients list', readClients);
