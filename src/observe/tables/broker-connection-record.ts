import { joinEndpoint } from './endpoint.ts';
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

/** Columns of which one tells connections apart where neither addresses nor names were asked for. */
const IDENTIFYING = ['pid', 'user', 'peer_port'];

function joined(host: string | undefined, port: string | undefined): string | undefined {
  if (host === undefined || port === undefined) return undefined;
  return joinEndpoint(inetTuple(host), port);
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
  if (client === undefined && name === undefined && !IDENTIFYING.some((column) => cells.has(column)))
    return undefined;
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

/**
 * Reads an address that RabbitMQ's command line tools print as Erlang's tuple or as a list in JSON, `{10,0,0,5}` or
 * `[0,0,0,0,0,65535,2560,5]` (eight 16-bit groups), as an address in the usual notation; any other text comes back unchanged.
 */
function inetTuple(printed: string): string {
  const inside = /^[[{]([\d, ]{7,60})[\]}]$/.exec(printed)?.[1];
  const numbers = inside?.split(',').map(Number) ?? [];
  if (numbers.length === 4) return numbers.join('.');
  if (numbers.length !== 8) return printed;
  const mapped = numbers.slice(0, 5).every((group) => group === 0) && numbers[5] === 65_535;
  const tail = numbers.slice(6).flatMap((group) => [group >> 8, group & 255]);
  return mapped ? tail.join('.') : numbers.map((group) => group.toString(16)).join(':');
}

/** What client libraries write as `product` and `platform` of their client properties, most telling first. */
const MARKS: readonly (readonly [RegExp, string])[] = [
  [/pika/i, 'pika'],
  [/aiormq|aio-pika/i, 'aio-pika'],
  [/aioamqp/i, 'aioamqp'],
  [/py-amqp/i, 'py-amqp'],
  [/masstransit/i, 'masstransit'],
  [/easynetq/i, 'easynetq'],
  [/amqplib.{0,40}node|node.{0,40}amqplib|"amqplib"/i, 'amqplib'],
  [/AMQPLib/, 'php-amqplib'],
  [/bunny/i, 'bunny'],
  [/amqp091|AMQP 0\.9\.1 Client|streadway/i, 'amqp091-go'],
  [/rabbitmq-c\b/i, 'rabbitmq-c'],
  [/lapin/i, 'lapin'],
  [/\.NET/, 'dotnet'],
  [/"platform"[^"]{0,20}"Java"/i, 'java'],
];

/** The client library by its client properties, as JSON or Erlang terms; undefined when they do not show it. */
function libraryOfProperties(properties: string): string | undefined {
  const text = properties.slice(0, 4096);
  return text === '' ? undefined : MARKS.find(([mark]) => mark.test(text))?.[1];
}
