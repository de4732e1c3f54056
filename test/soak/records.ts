import type { LogEvent } from '../../src/model/log-event.ts';

/** What a record of the scenario is, as its program writes it. */
export type Kind =
  | 'missed-heartbeats'
  /** The same line, of one of many clients at once. */
  | 'many-heartbeats'
  | 'authentication-failure'
  | 'resource-not-found'
  | 'bad-protocol-header'
  | 'dns-failure'
  | 'memory-alarm'
  | 'disk-alarm'
  | 'memory-cleared'
  | 'disk-cleared'
  | 'healthy';

/** One record of a log. `id` counts the records of its system; `who` is the client's address, where it names one. */
export interface LogRecord {
  kind: Kind;
  who: string;
  atMs: number;
  id: number;
}

/** The lines of a record, as RabbitMQ 3.13 and a Node client write them. */
function linesOf({ kind, who, atMs, id }: LogRecord): readonly string[] {
  const time = new Date(atMs).toISOString().replace('T', ' ').replace('Z', '000+00:00');
  const pid = `<0.${1_000 + id}.0>`;
  const ends = `${who}:${20_000 + (id % 40_000)} -> 10.200.0.9:5672`;
  const of = (level: string, ...texts: string[]) => texts.map((text) => `${time} [${level}] ${pid} ${text}`);
  switch (kind) {
    case 'missed-heartbeats':
    case 'many-heartbeats':
      return of(
        'error',
        `closing AMQP connection ${pid} (${ends}):`,
        'missed heartbeats from client, timeout: 60s',
      );
    case 'authentication-failure':
      return of(
        'error',
        `Error on AMQP connection ${pid} (${ends}, state: starting):`,
        "PLAIN login refused: user 'shop' - invalid credentials",
      );
    case 'resource-not-found':
      return of(
        'error',
        `Channel error on connection ${pid} (${ends}, vhost: '/', user: 'shop'), channel 1:`,
        "operation basic.publish caused a channel exception not_found: no exchange 'orders' in vhost '/'",
      );
    case 'bad-protocol-header':
      return of('error', `closing AMQP connection ${pid} (${ends}):`, '{bad_header,<<"GET / HT">>}');
    case 'dns-failure':
      return [
        `${time.slice(0, 19)},${time.slice(20, 23)} ERROR worker: getaddrinfo ENOTFOUND mq.shop.internal`,
      ];
    case 'memory-alarm':
      return of('warning', 'memory resource limit alarm set on node rabbit@mq01.');
    case 'disk-alarm':
      return of('warning', 'disk resource limit alarm set on node rabbit@mq01.');
    case 'memory-cleared':
      return of('warning', 'memory resource limit alarm cleared across the cluster');
    case 'disk-cleared':
      return of('warning', 'disk resource limit alarm cleared across the cluster');
    default:
      return of('info', `accepting AMQP connection ${pid} (${ends})`);
  }
}

/** The events of a record, one a line; their ids ascend in the order of writing and have one length, as CloudWatch's do. */
export function eventsOf(record: LogRecord): LogEvent[] {
  const id = `${String(record.atMs).padStart(15, '0')}${String(record.id).padStart(9, '0')}`;
  return linesOf(record).map((message, i) => ({ id: `${id}${i}`, timestamp: record.atMs, message }));
}

/** A table of a host's sockets as ss prints it: six in use, and some that the peer has closed. */
export function socketTable(host: string, closeWait: number): string {
  const address = ['10', '77', ...(host.match(/\d+/g) ?? [])].join('.');
  const row = (state: string, receive: number, port: number, fd: number) =>
    `${state} ${receive}      0      ${address}:${port}  10.0.0.9:8443  users:(("orders",pid=77,fd=${fd}))`;
  const rows = (count: number, make: (i: number) => string) =>
    Array.from({ length: count }, (_, i) => make(i));
  return [
    'State      Recv-Q Send-Q Local Address:Port Peer Address:Port Process',
    ...rows(6, (i) => row('ESTAB     ', 0, 30_000 + i, 10 + i)),
    ...rows(closeWait, (i) => row('CLOSE-WAIT', 1, 40_000 + i, 20 + i)),
    '',
  ].join('\n');
}
