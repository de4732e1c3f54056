import { joinEndpoint } from './endpoint.ts';
import type { RecordKind } from './listing-record.ts';

/**
 * Connections as a NATS server's monitoring port lists them (server/monitor.go, ConnInfo). Those that have `stop` are closed: they are
 * listed where `state=closed` or `state=all` was asked for.
 */
export const natsConnectionRecord: RecordKind = {
  kind: 'broker-connection',
  fits: (columns) => ['cid', 'ip', 'port'].every((name) => columns.has(name)),
  draft(cells) {
    const [address, port] = [cells.get('ip'), cells.get('port')];
    if (address === undefined || port === undefined || cells.has('stop')) return undefined;
    return {
      product: 'nats',
      client: joinEndpoint(address, port),
      clientName: cells.get('name'),
      user: cells.get('authorized_user'),
    };
  },
};
