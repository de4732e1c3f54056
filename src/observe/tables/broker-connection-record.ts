import { inetTuple } from './inet-tuple.ts';
import { libraryOfProperties } from './library-of-properties.ts';
import type { Cells, RecordKind } from './listing-record.ts';
import type { Drafted } from './table-reader.ts';

const NAME = /^(\S{3,80}) -> (\S{3,80})$/;
/** As JSON, as an Erlang list of pairs, or with the AMQP type between name and value. */
const CLIENT_NAME = /"connection_name"\W{0,8}(?:"?longstr"?\W{0,8})?"([^"]{1,200})"/;
/** Columns of `rabbitmqctl list_connections` (rabbitmqctl(8)) that no other listing has. */
const OWN_COLUMNS = [
  'peer_host',
  'peer_port',
  'client_properties',
  'send_pend',
  'recv_oct',
  'peer_cert_subject',
  'channel_max',
];

function joined(host: string | undefined, port: string | undefined): string | undefined {
  if (host === undefined || port === undefined) return undefined;
  const address = inetTuple(host);
  return address.includes(':') && !address.startsWith('[') ? `[${address}]:${port}` : `${address}:${port}`;
}

function count(cells: Cells, column: string): number | undefined {
  const value = cells.get(column);
  return value !== undefined && /^\d{1,15}$/.test(value) ? Number(value) : undefined;
}

function draft(cells: Cells): Drafted | undefined {
  const name = cells.get('name');
  const ends = NAME.exec(name ?? '');
  const properties = cells.get('client_properties') ?? '';
  const client = joined(cells.get('peer_host'), cells.get('peer_port')) ?? ends?.[1];
  if (client === undefined && name === undefined && !cells.has('pid') && !cells.has('user')) return undefined;
  return {
    name,
    client,
    server: joined(cells.get('host'), cells.get('port')) ?? ends?.[2],
    clientName: cells.get('user_provided_name') ?? CLIENT_NAME.exec(properties)?.[1],
    user: cells.get('user'),
    vhost: cells.get('vhost'),
    library: libraryOfProperties(properties),
    timeoutSec: count(cells, 'timeout'),
    state: cells.get('state'),
    channels: count(cells, 'channels'),
    sendPendingBytes: count(cells, 'send_pend'),
    connectedAtMs: count(cells, 'connected_at'),
  };
}

/** Connections as the broker lists them: `rabbitmqctl list_connections` with any columns, /api/connections, rabbitmqadmin. */
export const brokerConnectionRecord: RecordKind = {
  kind: 'broker-connection',
  fits(columns, command) {
    if (columns.has('messages') || columns.has('messages_ready')) return false;
    return (
      /list_connections|list connections|\/api\/connections/.test(command) ||
      OWN_COLUMNS.some((name) => columns.has(name))
    );
  },
  draft,
};
