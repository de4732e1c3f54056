import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFailures } from '../../../../src/failures.ts';
import { readLog } from '../../../../src/observe/logs/read-log.ts';
import { cleanLine } from '../../../../src/observe/wrappers/clean.ts';
import { peel } from '../../../../src/observe/wrappers/peel.ts';

/** Reads a text as the pipeline does for an input of one stream. */
function read(text: string) {
  const lines = text
    .split('\n')
    .flatMap((raw, i) =>
      peel({ number: i + 1, text: cleanLine(raw), verbatim: raw }).map(({ line }) => line),
    );
  return readLog([lines], { input: 'x.log', role: 'broker' }, createFailures());
}
const records = (text: string) => read(text).observations;

describe('records of several lines', () => {
  it('joins RabbitMQ 3.9+ lines of one process and instant, also with another process between them', () => {
    const [first, second, ...rest] =
      records(`2026-11-22 05:02:13.100000+00:00 [error] <0.680.0> closing AMQP connection <0.680.0> (10.0.0.9:41234 -> 10.0.0.1:5672 - jobs):
2026-11-22 05:02:13.100000+00:00 [info] <0.700.0> accepting AMQP connection <0.700.0> (10.0.0.8:41000 -> 10.0.0.1:5672)
2026-11-22 05:02:13.100000+00:00 [error] <0.680.0> missed heartbeats from client, timeout: 60s`);

    expect(first).toMatchObject({
      text: 'closing AMQP connection <0.680.0> (10.0.0.9:41234 -> 10.0.0.1:5672 - jobs):\nmissed heartbeats from client, timeout: 60s',
      at: { input: 'x.log', line: 1, endLine: 3 },
      atMs: Date.UTC(2026, 10, 22, 5, 2, 13, 100),
      form: 'log',
      fields: {
        level: 'error',
        pid: '<0.680.0>',
        client: '10.0.0.9:41234',
        server: '10.0.0.1:5672',
        clientName: 'jobs',
        timeoutSec: 60,
        product: 'rabbitmq',
      },
    });
    expect(first?.verbatim.split('\n')).toHaveLength(2);
    expect(second?.fields['client']).toBe('10.0.0.8:41000');
    expect(rest).toEqual([]);
  });

  it('keeps two records of one process and instant apart', () => {
    expect(
      records(`2026-11-22 05:02:13.100000+00:00 [info] <0.6.0> connection <0.6.0> (a1:1 -> b1:2): user 'u' authenticated and granted access to vhost 'v'
2026-11-22 05:02:13.100000+00:00 [info] <0.6.0> closing AMQP connection <0.6.0> (a1:1 -> b1:2, vhost: 'v', user: 'u')`),
    ).toHaveLength(2);
  });

  it('joins the bare second lines of lager and of error_logger', () => {
    const text = `2018-11-22 10:44:33.654 [warning] <0.6.0> closing AMQP connection <0.6.0> (10.0.0.9:1 -> 10.0.0.1:5672, vhost: '/', user: 'app'):
client unexpectedly closed TCP connection

=ERROR REPORT==== 22-Nov-2016::05:16:48 ===
closing AMQP connection <0.7.0> (10.0.0.9:1 -> 10.0.0.1:5672):
{handshake_timeout,frame_header}

ERROR REPORT 15:19:04
closing AMQP connection`;

    const found = records(text);

    expect(found.map((one) => one.text.split('\n').length)).toEqual([2, 2, 1]);
    expect(found[0]?.fields).toMatchObject({ vhost: '/', user: 'app' });
    expect(found[1]).toMatchObject({ atMs: Date.UTC(2016, 10, 22, 5, 16, 48), fields: { pid: '<0.7.0>' } });
    expect(found[2]?.fields).toMatchObject({ level: 'error' });
  });

  it('keeps the banner of an alarm in its record', () => {
    const head = '2026-11-22 05:02:13.100000+00:00 [warning] <0.4.0>';
    const [only, ...rest] = records(`${head} memory resource limit alarm set on node rabbit@mq01.
${head}
${head} **********************************************************
${head} *** Publishers will be blocked until this alarm clears ***
${head} **********************************************************`);

    expect(only?.text).toContain('Publishers will be blocked');
    expect(only?.fields['node']).toBe('rabbit@mq01');
    expect(rest).toEqual([]);
  });

  it.each([
    [
      'Python',
      'Traceback (most recent call last):\n  File "w.py", line 3, in <module>\n    run()\npika.exceptions.StreamLostError: Stream connection lost\n\nDuring handling of the above exception, another exception occurred:\n\nTraceback (most recent call last):\n  File "w.py", line 9, in <module>\n    stop()\npika.exceptions.ConnectionWrongStateError: BlockingConnection.close called on closed connection.',
    ],
    [
      'Java',
      'com.rabbitmq.client.AlreadyClosedException: connection is already closed\n\tat com.acme.Mq.send(Mq.java:10)\nCaused by: java.net.SocketException: Broken pipe\n\tat java.base/java.net.X(Y.java:1)\n\t... 12 more',
    ],
    [
      '.NET',
      'System.IO.EndOfStreamException: Heartbeat missing with heartbeat == 60 seconds\n   at RabbitMQ.Client.Impl.X()\n   --- End of inner exception stack trace ---\n   at Y()',
    ],
    [
      'Node',
      "Error: connect ECONNREFUSED 127.0.0.1:5672\n    at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1555:16) {\n  errno: -111,\n  code: 'ECONNREFUSED'\n}",
    ],
    [
      'PHP',
      'PhpAmqpLib\\Exception\\AMQPHeartbeatMissedException: Missed server heartbeat in /app/x.php:154\nStack trace:\n#0 /app/y.php(9): z()\n#1 {main}',
    ],
  ])('reads a stack trace of %s as one trace', (_, text) => {
    const found = records(text);

    expect(found.map((one) => one.form)).toEqual(['trace']);
    expect(found[0]?.text.split('\n').length).toBe(text.split('\n').filter((line) => line !== '').length);
  });

  it('joins a stack trace to the record above it', () => {
    const [only, ...rest] = records(
      "[2026-11-22 05:02:13,986: CRITICAL/MainProcess] Couldn't ack 7, reason:BrokenPipeError(32, 'Broken pipe')\nTraceback (most recent call last):\n  File \"x.py\", line 1, in y\nBrokenPipeError: [Errno 32] Broken pipe",
    );

    expect(only).toMatchObject({
      form: 'log',
      fields: { level: 'critical', errno: 'EPIPE', library: 'celery' },
    });
    expect(rest).toEqual([]);
  });

  it('does not join bare errors that follow one another', () => {
    expect(
      records('Error: Heartbeat timeout\nError: read ECONNRESET\nError: Heartbeat timeout'),
    ).toHaveLength(3);
  });
});

describe('heads', () => {
  it.each([
    [
      'RabbitMQ 4-letter',
      '2021-11-22 05:02:13.100000+00:00 [erro] <0.6.0> boom',
      { level: 'error', product: 'rabbitmq' },
    ],
    ['RabbitMQ without time', '[error] <0.675.0> boom', { level: 'error', pid: '<0.675.0>' }],
    [
      'VerneMQ',
      '05:02:13.494 [warning] <0.3.7>@vmq_mqtt_fsm:connected:442 boom',
      { product: 'vernemq', level: 'warning' },
    ],
    ['Mosquitto', '1795324933: boom', { product: 'mosquitto' }],
    ['Kafka', '[2017-11-05 00:21:35,390] WARN boom', { level: 'warning' }],
    ['NATS', '[752] 2026/11/22 05:02:13.494284 [ERR] boom', { product: 'nats', level: 'error' }],
    ['Redis', '1:M 22 Nov 2026 05:02:13.494 # boom', { product: 'redis', level: 'warning', pid: '1' }],
    [
      'MySQL',
      '2026-11-22T05:02:13.494284Z 3 [Warning] [MY-010055] [Server] boom',
      { product: 'mysql', level: 'warning' },
    ],
    [
      'PostgreSQL',
      '2026-11-22 05:02:13.494 UTC [12] app@shop FATAL:  boom',
      { product: 'postgresql', level: 'critical', user: 'app', database: 'shop' },
    ],
    ['nginx', '2026/11/22 05:02:13 [error] 12#12: *5 boom', { product: 'nginx', level: 'error' }],
    ['the kernel', '[12345.678901] boom', { product: 'kernel' }],
    [
      'Spring Boot',
      '2026-11-22 05:02:13.494  WARN 98685 --- [ 127.0.0.1:5672] c.r.c.impl.X       : boom',
      { level: 'warning', logger: 'c.r.c.impl.X' },
    ],
    ['logback', '05:02:13.494 [main] ERROR com.acme.Mq - boom', { level: 'error', logger: 'com.acme.Mq' }],
    [
      'log4j with thread first',
      '2026-11-22 05:02:13,494 [pool-1] DEBUG com.acme.Mq - boom',
      { level: 'debug', logger: 'com.acme.Mq' },
    ],
    ['slf4j-simple', '[main] INFO com.acme.Mq - boom', { level: 'info', logger: 'com.acme.Mq' }],
    [
      'Python default',
      'WARNING:aioamqp.protocol:boom',
      { level: 'warning', logger: 'aioamqp.protocol', library: 'aioamqp' },
    ],
    [
      'Python dashes',
      '2026-11-22 05:02:13,494 - kafka.coordinator - WARNING - boom',
      { level: 'warning', logger: 'kafka.coordinator' },
    ],
    ['Ruby', 'E, [2026-11-22T05:02:13.494284 #123] ERROR -- : boom', { level: 'error', pid: '123' }],
    ['Laravel', '[2026-11-22 05:02:13] production.ERROR: boom', { level: 'error', logger: 'production' }],
    ['klog', 'E1122 05:02:13.494284       1 reflector.go:138] boom', { level: 'error' }],
    ['Serilog', '[12:00:01 ERR] boom', { level: 'error' }],
    ['NLog', '2026-11-22 05:02:13.4940|WARN|boom', { level: 'warning' }],
    ['Telegraf', '2026-11-22T05:02:13Z E! [outputs.amqp] boom', { level: 'error', logger: 'outputs.amqp' }],
    ['MassTransit', '08:12:33.998-W boom', { level: 'warning', library: 'masstransit' }],
    ['winston', '2026-11-22 05:02:13 error: boom', { level: 'error' }],
    ['NestJS', '[Nest] 12  - 11/22/2026, 5:02:13 AM   ERROR [Server] boom', { level: 'error' }],
    ['Go', '2026/11/22 05:02:13 boom', {}],
    ['zap', '2026-11-22T05:02:13.494Z\tERROR\tboom', { level: 'error' }],
    [
      'librdkafka',
      '%3|1795324933.445|FAIL|rdkafka#producer-1| [thrd:b:9092/bootstrap]: boom',
      { level: 'error', library: 'librdkafka' },
    ],
    [
      'a log callback of librdkafka',
      '7|2026-11-22 05:02:13.494|rdkafka#consumer-1|JOINGROUP| boom',
      { level: 'debug', library: 'librdkafka' },
    ],
  ])('of %s', (_, line, fields) => {
    const [only] = records(line);

    expect(only).toMatchObject({ form: 'log', text: 'boom', fields });
  });

  it('does not cut a message at a level word inside it', () => {
    expect(records('2026/11/22 05:02:13 consumer failed with error: EOF')[0]?.text).toBe(
      'consumer failed with error: EOF',
    );
    expect(
      records(
        '[2026-11-22 05:02:13,494] INFO [GroupCoordinator 0]: Member a-1-bbbbbbbb in group orders has failed',
      )[0],
    ).toMatchObject({
      text: '[GroupCoordinator 0]: Member a-1-bbbbbbbb in group orders has failed',
      fields: { group: 'orders', member: 'a-1-bbbbbbbb' },
    });
  });
});

describe('whatever the input', () => {
  it('never throws and loses no line', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 80 }),
      fc.constantFrom(
        '=ERROR REPORT==== ',
        '2026-11-22 05:02:13 ',
        '[error] <0.1.0> ',
        '\tat x',
        '{',
        'Traceback (most recent call last):',
      ),
    );
    fc.assert(
      fc.property(
        fc.array(
          fc.array(piece, { maxLength: 3 }).map((parts) => parts.join('').replaceAll('\n', ' ')),
          { maxLength: 20 },
        ),
        (lines) => {
          const result = read(lines.join('\n'));
          return result.unread >= 0 && result.observations.every((one) => one.at.endLine >= one.at.line);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('counts lines that are no text', () => {
    expect(read(`2026-11-22 05:02:13 ERROR boom\n${'\ufffd'.repeat(40)}`)).toMatchObject({ unread: 1 });
  });

  it.each(['(', '1', '[', "'", ': ', 'a.', '\u001b[1;', '- ', 'x=', '1.2.3.4:5 -> ', '{"a":', '"\\'])(
    'reads a megabyte of %j in linear time',
    (unit) => {
      const text = unit.repeat(1_000_000 / unit.length);

      expect(read(text).observations.length + read(text).unread).toBeGreaterThan(0);
    },
    3000,
  );
});

describe('a text that was copied without its first figures', () => {
  it('still joins the first record with its reason', () => {
    const [first, ...rest] =
      records(`026-11-22 05:02:13.100000+00:00 [error] <0.6.0> closing AMQP connection <0.6.0> (10.0.0.9:41234 -> 10.0.0.1:5672):
2026-11-22 05:02:13.100000+00:00 [error] <0.6.0> {writer,send_failed,timeout}`);

    expect(first?.fields).toMatchObject({ client: '10.0.0.9:41234', level: 'error' });
    expect(first?.text).toContain('send_failed');
    expect(first?.verbatim.startsWith('026-11-22')).toBe(true);
    expect(rest).toEqual([]);
  });

  it('reads the queue of a message that names it without quotes', () => {
    expect(records('Error publishing to queue icon-jobs: Channel closed')[0]?.fields['queue']).toBe(
      'icon-jobs',
    );
  });
});
