import { joinEndpoint } from './endpoint.ts';
import type { Cells, RecordKind } from './listing-record.ts';

/** Its command line tool writes address and port into one column (nats server report connections). */
function clientOf(cells: Cells): string | undefined {
  const [address, port] = [cells.get('ip') ?? cells.get('host'), cells.get('port')];
  if (address === undefined) return undefined;
  if (port !== undefined) return joinEndpoint(address, port);
  return /:\d{1,5}$/.test(address) ? address : undefined;
}

/**
 * Connections as a NATS server's monitoring port lists them (server/monitor.go, ConnInfo). Those that have `stop` are closed: they are
 * listed where `state=closed` or `state=all` was asked for.
 */
export const natsConnectionRecord: RecordKind = {
  kind: 'broker-connection',
  fits: (columns) => columns.has('cid') && (columns.has('ip') || columns.has('host')),
  draft(cells) {
    const client = clientOf(cells);
    if (client === undefined || cells.has('stop')) return undefined;
    return {
      product: 'nats',
      client,
      clientName: cells.get('name'),
      user: cells.get('authorized_user'),
    };
  },
};
