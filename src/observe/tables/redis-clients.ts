import type { BlockRead, BlockReader } from '../block-reader.ts';
import { observeLines, type Table, tableReader } from './table-reader.ts';

/** CLIENT LIST names the server's own address since 6.2; before the row begins `id=… addr=… fd=…`, before 2.8.12 without the id. */
const ROW = /^\s*(?:\d{1,6}\) )?"?(?:id=\d{1,20} )?addr=(\S{3,64}) (?:laddr=(\S{3,64}) )?fd=/;

function field(text: string, name: string): string | undefined {
  return new RegExp(`\\b${name}=([^\\s"]{1,200})`).exec(text)?.[1];
}

function readClients(table: Table, from: number): BlockRead | undefined {
  const block: BlockRead = { next: from, observations: [], unread: 0 };
  for (; block.next < table.lines.length; block.next += 1) {
    const text = (table.lines[block.next]?.text ?? '').slice(0, 2000);
    const row = ROW.exec(text);
    if (row === null) break;
    const [, client, server] = row;
    const fields = {
      product: 'redis',
      client,
      server,
      clientName: field(text, 'name'),
      user: field(text, 'user'),
      idleSec: Number(field(text, 'idle') ?? NaN),
      outputBufferBytes: Number(field(text, 'omem') ?? NaN),
      subscriptions: Number(field(text, 'sub') ?? 0) + Number(field(text, 'psub') ?? 0),
    };
    block.observations.push(observeLines(table, 'broker-connection', block.next, block.next, fields));
  }
  return block.observations.length === 0 ? undefined : block;
}

/** Reads CLIENT LIST of Redis and Valkey (networking.c, catClientInfoString): one connection a row. */
export const redisClients: BlockReader = tableReader('Redis CLIENT LIST', readClients);
