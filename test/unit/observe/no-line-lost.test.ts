import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { observe } from '../../../src/observe/observe.ts';
import { BLOCK_READERS } from '../../../src/observe/reader-order.ts';

/** How lines of every format begin, also those that names of packages and loggers share. */
const BEGINNINGS = [
  'net/http: ',
  'net.Dial: ',
  'security.mq: ',
  'kernel.mq = ',
  'net.ipv4.tcp_keepalive_time = ',
  'vm.',
  'user.service: ',
  'dev/mq: ',
  'fs.open: ',
  'hw.',
  '# net.',
  '$ sysctl ',
  'cat /proc/sys/net/',
  'tcp        0      0 10.0.0.1:5672 ',
  'ESTAB 0 0 10.0.0.1:5672 ',
  'Netid State ',
  'Proto Recv-Q ',
  'TCP ',
  'udp 17 ',
  'tcp 6 431999 ESTABLISHED src=',
  'COMMAND PID ',
  'beam.smp 12 rabbitmq ',
  '  sl  local_address ',
  '   0: 0100007F:1628 ',
  'LocalAddress ',
  'Count Name ',
  '   12 ESTABLISHED',
  'ESTABLISHED 12 ',
  'Tcp: ',
  'TcpExt: ',
  'TcpExtTCPTimeouts ',
  '    12 active ',
  'sockets: used ',
  'TCP: inuse ',
  'node_netstat_',
  'node_sockstat_TCP_tw ',
  '# HELP ',
  '# TYPE ',
  'rabbitmq_queue_messages{',
  'netstat,host=',
  'Total: 12 (',
  'TCP:   12 (estab ',
  '{"metric":',
  'Timeout: 60.0 seconds ',
  'Listing queues ',
  'name	messages	',
  'Cluster status of node ',
  '[{nodes,[{disc,',
  '{"queues":[',
  '[{"name":"q",',
  '{"running_nodes":',
  'GROUP TOPIC PARTITION ',
  'billing orders 0 12 ',
  '127.0.0.1:6379> llen ',
  '(integer) ',
  'reverse	12	',
  '.',
  '+----+----',
  '| Id | User |',
  '| 12 | app |',
  ' pid | state ',
  '-----+-----',
  ' 12 | idle ',
  '*************************** 1. row ',
  '  Id: 12 ',
  'postgres: app db 10.0.0.1(5432) ',
  'postgres  12  0.0 ',
  'nodename ',
  '05:02:13.494 IP 10.0.0.1.5672 > ',
  '1 0.000 10.0.0.1 → ',
  '2 123456789010 eni-1 10.0.0.1 ',
  'version account-id ',
  '127.0.0.1:6379> config get ',
  '1) "timeout',
  'show ',
  ' tcp_keepalives_idle',
  '[{rabbit,[',
  '{heartbeat,',
  '    {tcp_listen_options,',
  'heartbeat = ',
  'listeners.tcp.default = ',
  'max_connections: ',
  'timeout client ',
  'option ',
  'proxy_timeout ',
  'max_keepalive ',
  '[mysqld]',
  'ENV ',
  'export ',
  'import ',
  'const ',
  'conn.open(',
  'amqp://u@h/?heartbeat=',
  'idle_timeout.timeout_seconds ',
  '- ',
  '* ',
  '{"LoadBalancers":[',
  '"Attributes": [',
  'Every 2.0s: ss ',
  '$ ss -tan',
  '#',
  '//',
  '/*',
  '"""',
  '<!--',
  '%',
  ';',
  '--',
  '=ERROR REPORT==== ',
  'Nov 22 05:02:13 ',
  '2026-11-22 05:02:13 ',
  '[error] ',
  '{"level":"error",',
  '<34>1 ',
  'E1122 05:02:13 ',
];
const ENDINGS = [
  'TLS handshake timeout',
  'dial tcp 10.0.0.1:5672: connect: connection refused',
  'ECONNREFUSED',
  'connection refused;',
  'read(fd) = -1 ETIMEDOUT',
  '7200',
  '{',
  '= 1',
];

const line = fc
  .tuple(
    fc.constantFrom('', '', ' ', '\t'),
    fc.constantFrom(...BEGINNINGS, ''),
    fc.oneof(fc.constantFrom(...ENDINGS), fc.string({ maxLength: 60 }), fc.constantFrom(...BEGINNINGS)),
  )
  .map((parts) => parts.join('').replaceAll(/[\r\n\p{Cc}]/gu, ' '));

let inBlocks: number[] = [];

/** Notes the lines of each block that gave observations: what is read of them is the reader's concern. */
beforeAll(() => {
  for (const reader of BLOCK_READERS) {
    const read = reader.read.bind(reader);
    vi.spyOn(reader, 'read').mockImplementation((lines, from, context) => {
      const block = read(lines, from, context);
      if (block && block.observations.length > 0)
        for (const { number } of lines.slice(from, block.next)) inBlocks.push(number);
      return block;
    });
  }
});

afterAll(() => {
  vi.restoreAllMocks();
});

/** Numbers of the lines that are in no record, in no block that gave observations, and not counted as unread. */
function lostLines(text: string): number[] {
  inBlocks = [];
  const { observations, unread } = observe(text, { name: 'x' });
  const seen = new Set(inBlocks);
  for (const { at } of observations) {
    const numbers = at.lines ?? Array.from({ length: at.endLine - at.line + 1 }, (_, i) => at.line + i);
    for (const number of numbers) seen.add(number);
  }
  const lost = text.split('\n').flatMap((one, i) => (one.trim() === '' || seen.has(i + 1) ? [] : [i + 1]));
  return lost.slice(unread);
}

describe('a line that begins like a format', () => {
  it.each([
    'net/http: TLS handshake timeout',
    'net.Dial: dial tcp 10.0.0.1:5672: connect: connection refused',
    'security.mq: Error: connect ECONNREFUSED 10.0.0.1:5672',
    'user.service: 3 connections refused',
    'kernel.mq = connection refused by peer',
  ])('is a record, where it is not of it: %s', (text) => {
    for (const input of [text, `net.ipv4.tcp_keepalive_time = 7200\n${text}\nnet.core.somaxconn = 128`]) {
      const { observations } = observe(input, { name: 'x' });

      expect(observations.filter(({ kind }) => kind === 'log').map((one) => one.text)).toEqual([text]);
    }
  });

  it('does not hide the settings around it', () => {
    const { observations } = observe(
      'net.ipv4.tcp_keepalive_time = 7200\nnet/http: TLS handshake timeout\nnet.ipv4.tcp_congestion_control = cubic\nnet.core.somaxconn = 128',
      { name: 'x' },
    );

    expect(observations.flatMap(({ fields: { name, value } }) => (name ? [[name, value]] : []))).toEqual([
      ['tcp_keepalive_time', 7200],
      ['somaxconn', 128],
    ]);
  });

  it.each(BEGINNINGS)('is never lost, whatever ends it: %s', (beginning) => {
    const lost = ENDINGS.map((ending) => `${beginning}${ending}`).filter(
      (text) => lostLines(text).length > 0,
    );

    expect(lost).toEqual([]);
  });

  it('is never lost, whatever follows it and whatever stands around it', () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 8 }), (lines) => {
        expect(lostLines(lines.join('\n'))).toEqual([]);
      }),
      { numRuns: 800, seed: 3 },
    );
  });
});
