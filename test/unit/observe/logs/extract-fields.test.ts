import { describe, expect, it } from 'vitest';
import { extractFields } from '../../../../src/observe/logs/extract-fields.ts';

function fieldsOf(text: string, known: Record<string, string | number | boolean> = {}) {
  const fields = { ...known };
  extractFields(text, fields);
  return fields;
}

describe('extractFields reads', () => {
  it.each([
    [
      'channel = [id: 0x9b07, L:/10.3.0.5:9042 ! R:/10.3.0.7:51543]',
      { client: '10.3.0.7:51543', server: '10.3.0.5:9042', port: 9042 },
    ],
    [
      'channel = [id: 0x9b07, L:/10.3.0.7:51543 - R:mq1/10.3.0.5:6650]',
      { client: '10.3.0.7:51543', server: '10.3.0.5:6650', port: 6650 },
    ],
    [
      "(10.1.2.3:41234 -> 10.0.0.5:5672 - billing, vhost: '/', user: 'app'):",
      {
        client: '10.1.2.3:41234',
        server: '10.0.0.5:5672',
        clientName: 'billing',
        vhost: '/',
        user: 'app',
        port: 5672,
      },
    ],
    [
      "(10.1.2.3:41234 -> mq-1.local:5672-pool#5c8d:3, vhost:'shop', user:'app')",
      {
        client: '10.1.2.3:41234',
        server: 'mq-1.local:5672',
        clientName: 'pool#5c8d:3',
        vhost: 'shop',
        user: 'app',
        port: 5672,
      },
    ],
    ['accepting AMQP connection [::1]:60864 -> [::1]:5672', { client: '[::1]:60864', server: '[::1]:5672' }],
    ['closing AMQP connection <0.1.0> ([::ffff:10.0.0.9]:41234 -> [::]:5672):', { client: '10.0.0.9:41234' }],
    [
      "closing AMQP connection <0.1.0> (IP_A:55717 -> IP_B:5672, vhost: 'v', user: 'u')",
      { client: 'IP_A:55717', server: 'IP_B:5672', vhost: 'v' },
    ],
    [
      'Exception (501) Reason: "read tcp 10.0.0.9:40000->10.0.0.1:5672: i/o timeout"',
      { client: '10.0.0.9:40000', server: '10.0.0.1:5672', code: 501, library: 'amqp091-go' },
    ],
    [
      'Channel was inactive for too (>30000) long: tcp://10.0.0.9:41234',
      { endpoint: '10.0.0.9:41234', timeoutMs: 30000, product: 'activemq' },
    ],
    [
      'delivery acknowledgement on channel 4 timed out. Timeout value used: 1800000 ms.',
      { channel: 4, timeoutMs: 1800000 },
    ],
    [
      'operation none caused a channel exception precondition_failed: unknown delivery tag 12',
      { code: 406, deliveryTag: 12 },
    ],
    [
      "operation basic.get caused a channel exception not_found: no queue 'jobs' in vhost 'shop'",
      { code: 404, queue: 'jobs', vhost: 'shop' },
    ],
    ['Heartbeat missing with heartbeat == 00:01:00 seconds', { timeoutSec: 60, library: 'dotnet' }],
    ['Heartbeat missing with heartbeat = 60 seconds', { timeoutSec: 60, library: 'java' }],
    ['No activity or too many missed heartbeats in the last 60 seconds', { timeoutSec: 60, library: 'pika' }],
    [
      "closing AMQP connection (10.0.0.9:1 -> 10.0.0.1:5672, vhost: '/', user: 'u', duration: '1H, 2M, 5s')",
      { durationSec: 3725 },
    ],
    ['node rabbit@mq02 down: net_tick_timeout', { node: 'rabbit@mq02', reason: 'net_tick_timeout' }],
    [
      "Aborted connection 3 to db: 'shop' user: 'app' host: '10.0.0.9' (Got timeout reading communication packets)",
      { product: 'mysql', database: 'shop', user: 'app', client: '10.0.0.9' },
    ],
    ['Client sensor-7 has exceeded timeout, disconnecting.', { clientName: 'sensor-7' }],
    [
      'Client sensor-7 [10.0.0.9:41234] disconnected: exceeded timeout.',
      { clientName: 'sensor-7', client: '10.0.0.9:41234' },
    ],
    [
      'New client connected from 10.0.0.9:41234 as sensor-7 (p2, c1, k60).',
      { clientName: 'sensor-7', client: '10.0.0.9:41234', timeoutSec: 60 },
    ],
    [
      '10.0.0.9:41234 - cid:27 - Slow Consumer Detected: WriteDeadline of 2s exceeded with 1 chunks of 23980 total bytes.',
      { client: '10.0.0.9:41234', timeoutSec: 2 },
    ],
    ['Starting RabbitMQ 3.12.4 on Erlang 25.3', { product: 'rabbitmq', version: '3.12.4' }],
    ['Group coordinator b1:9092 (id: 1 rack: null) is unavailable', { endpoint: 'b1:9092' }],
  ])('%s', (text, expected) => {
    expect(fieldsOf(text)).toMatchObject(expected);
  });

  it.each([
    [
      'ECONNRESET',
      [
        'read ECONNRESET',
        'Connection reset by peer',
        'java.net.SocketException: Connection reset',
        'An existing connection was forcibly closed by the remote host',
        'WinError 10054',
        'ConnectionResetError(104, x)',
        'Die Verbindung wurde vom Kommunikationspartner zurückgesetzt',
      ],
    ],
    ['EPIPE', ['Broken pipe', "BrokenPipeError(32, 'x')", 'write EPIPE', '{error,epipe}']],
    [
      'ECONNREFUSED',
      [
        'connect: connection refused',
        'No connection could be made because the target machine actively refused it',
        '[Errno 111] x',
        '{inet_error,econnrefused}',
      ],
    ],
    [
      'ETIMEDOUT',
      ['{inet_error,etimedout}', '[Errno 110] Connection timed out', 'connect ETIMEDOUT 10.0.0.1:5672'],
    ],
    ['EHOSTUNREACH', ['No route to host', '{inet_error,ehostunreach}']],
    ['EADDRNOTAVAIL', ['Cannot assign requested address', 'OSError: [Errno 99] x']],
    [
      'EADDRINUSE',
      ['listen tcp :5672: bind: address already in use', '{could_not_start_listener,"::",5672,eaddrinuse}'],
    ],
    ['EMFILE', ['accept: Too many open files']],
    [
      'ENOTFOUND',
      [
        'getaddrinfo ENOTFOUND mq',
        'lookup mq: no such host',
        'java.net.UnknownHostException: mq',
        '[Errno -2] Name or service not known',
      ],
    ],
    ['EAI_AGAIN', ['getaddrinfo EAI_AGAIN mq', '[Errno -3] Temporary failure in name resolution']],
  ])('the error number %s in whatever wording', (errno, texts) => {
    for (const text of texts) expect([text, fieldsOf(text)['errno']]).toEqual([text, errno]);
  });

  it('sees no error number where a pool or a task ran out of time', () => {
    expect(
      fieldsOf('QueuePool limit of size 5 overflow 10 reached, connection timed out, timeout 30.00')['errno'],
    ).toBeUndefined();
  });

  it('never keeps a password', () => {
    for (const text of [
      'Cannot connect to amqp://app:s3cret@mq:5672//: x',
      'dial amqps://app:s3cret@mq.example.com/shop failed',
      'redis://:s3cret@cache:6379/0 down',
    ]) {
      expect(JSON.stringify(fieldsOf(text))).not.toContain('s3cret');
    }
    expect(fieldsOf('Cannot connect to amqp://app:s3cret@mq:5672//: x')).toMatchObject({
      user: 'app',
      endpoint: 'mq:5672',
      vhost: '/',
    });
  });

  it('takes places in code for no hosts', () => {
    expect(fieldsOf('at java.net.Socket.connect(Socket.java:589)')['endpoint']).toBeUndefined();
    expect(
      fieldsOf('disconnected (org.apache.kafka.common.network.Selector:527)')['endpoint'],
    ).toBeUndefined();
  });
});
