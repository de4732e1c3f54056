import { describe, expect, it } from 'vitest';
import { createFailures } from '../../../../src/failures.ts';
import { readLog } from '../../../../src/observe/logs/read-log.ts';
import { cleanLine } from '../../../../src/observe/wrappers/clean.ts';

const forms = (text: string) =>
  readLog(
    [text.split('\n').map((raw, i) => ({ number: i + 1, text: cleanLine(raw), verbatim: raw }))],
    { input: 'x' },
    createFailures(),
  ).observations.map((one) => one.form);
const events = (text: string) => forms(text).filter((form) => form !== 'prose' && form !== 'code');

describe('a bare message', () => {
  it.each([
    'Error: Heartbeat timeout',
    'AMQP_STATUS_SOCKET_ERROR: A socket error occurred',
    'a socket error occurred',
    'The last packet successfully received from the server was 901,702 milliseconds ago.',
    'too many missed heartbeats',
    'An error happens on the database for the query "SELECT * FROM items": connect ETIMEDOUT',
    'Consumer throws: "Missed server heartbeat"',
    'read ECONNRESET',
    '* edge-proxy[1747957]: accept error: Too many open files (os error 24)',
    'connect ETIMEDOUT 10.0.0.1:5672',
    "Connection.close: (320) CONNECTION_FORCED - broker forced connection closure with reason 'shutdown'",
    'missed heartbeats from client, timeout: 5s',
    'closing AMQP connection. Missed heartbeats from client, timeout: 5s',
    'Exception (504) Reason: "channel/connection is not open"',
    'pika.exceptions.AMQPHeartbeatTimeout: No activity or too many missed heartbeats in the last 60 seconds',
    'Broken pipe or closed connection',
    'nf_conntrack: table full, dropping packet',
    'The connection was forcibly closed by the remote host',
    'TCP/IP has chosen to restrict the scale factor due to a network condition. This could be related to a problem in a network device.',
    'A request to allocate an ephemeral port number from the global TCP port space has failed due to all such ports being in use.',
    'HikariPool-1 - Connection is not available, request timed out after 30000ms.',
    'dial tcp 10.0.0.1:5672: connect: connection refused',
    'An unexpected connection driver error occurred',
    'sorry, too many clients already',
    'consumer poll timeout has expired. This means the time between subsequent calls to poll() was longer than the configured max.poll.interval.ms, which typically implies that the poll loop is spending too much time processing messages. You can address this either by increasing max.poll.interval.ms.',
    'Authentication with RabbitMQ failed. Please check your connection settings. Username: app, vhost: /',
    '* We saw DOWN from rabbit@mq02',
    'Disconnected from RMQ. Trying to reconnect.',
  ])('is an event: %s', (text) => {
    expect(events(text)).toHaveLength(1);
  });
});

describe('what people write', () => {
  it.each([
    '- Fixed: after a broker restart the worker left its old socket in CLOSE_WAIT.',
    '- Fixed: `ECONNRESET` during `close()` is no longer reported as an error.',
    '* The default heartbeat is now 60 s (was 580 s).',
    '## 4.2.0 Connection reset handling',
    'We saw a lot of ECONNRESET errors last week, but after we raised the heartbeat they are gone.',
    'You should enable TCP keepalive, otherwise the firewall may drop the idle connection.',
    'If the client does not send a heartbeat in time, the broker closes the connection and you will see a warning in its log.',
    '[09:12] ana: the broker says missed heartbeats again, can someone look?',
    'Please make sure that your heartbeat is lower than the idle timeout of the load balancer.',
    'Does anyone know why the connection is closed with CONNECTION_FORCED?',
    'Connection reset by peer means that the other side sent a RST.',
    'When a client is killed, RabbitMQ logs "client unexpectedly closed TCP connection".',
    '2. Check the log for "missed heartbeats from client"',
    'Expected behavior: no ECONNRESET',
    'Heartbeat frames are sent about every heartbeat timeout / 2 seconds.',
    'ana  3:02 PM\nthe worker got Connection refused',
    'See https://www.rabbitmq.com/docs/heartbeats for how missed heartbeats are detected.',
  ])('is prose: %s', (text) => {
    expect(events(text)).toEqual([]);
  });

  it('is prose when it runs over several lines', () => {
    expect(
      events(
        '- The pool now waits at most 30 s before it raises "connection\n  is not available" and gives up.',
      ),
    ).toEqual([]);
  });

  it.each([
    "amqp.connect('amqp://u:p@mq:5672/?heartbeat=0', function (err, connection) {",
    '  // Witnessed "too many missed heartbeats" with large files',
    '# missed heartbeats from client: raise this',
    'params = pika.ConnectionParameters(heartbeat=0)',
    '    channel.queue_declare(queue="jobs", durable=True)',
    'heartbeat = 60',
    '  requested-heartbeat: 60',
    'except pika.exceptions.AMQPHeartbeatTimeout:',
    'throw new AMQPHeartbeatMissedException("Missed server heartbeat");',
    '$ sudo rabbitmqctl list_connections',
    'root@mq01:/# netstat -ant | grep CLOSE_WAIT',
    '{disk_free_limit, 9000000000000}.',
  ])('is code: %s', (text) => {
    expect(events(text)).toEqual([]);
  });

  it('does not drag an error pasted into it along', () => {
    const text =
      'Hello, our worker dies after some hours and we do not know why.\n\nError: Heartbeat timeout\n    at Heart.<anonymous> (/app/node_modules/amqplib/lib/connection.js:427:18)\n\nShould I raise the heartbeat?';

    expect(forms(text)).toEqual(['prose', 'trace', 'prose']);
  });

  it('is an event when somebody tells of trouble of their own and pastes nothing else', () => {
    expect(
      forms('I get `Error: Heartbeat timeout` when I run the worker for a few hours, any ideas?'),
    ).toEqual(['bare']);
    expect(
      forms('Our broker logs missed heartbeats from client, timeout: 60s and we lose the connection.'),
    ).toEqual(['bare']);
  });

  it('is an event when only the place in the code is left of its head', () => {
    expect(
      forms('com.acme.pool.Pool.logState:411 - Orders - pool stats (total=5, active=5, idle=0, waiting=9)'),
    ).toEqual(['bare']);
  });

  it('is no event once the trouble is over', () => {
    expect(
      events(
        'We were getting missed heartbeats errors every day, but because we raised the value they are gone now.',
      ),
    ).toEqual([]);
  });

  it('does not swallow a message it announces', () => {
    expect(events('Since yesterday we get the following:\ntoo many missed heartbeats')).toHaveLength(1);
  });

  it('stays prose next to neutral lines', () => {
    expect(
      events(
        '## Half-open connections\n\nThis article explains how you can find them.\n\nHeartbeats and keepalive\n\nYou should use both.',
      ),
    ).toEqual([]);
  });
});

describe('lines that no words decide', () => {
  it('are a message when only another paragraph is configuration', () => {
    const text = [
      'ERR max number of clients reached',
      '',
      'redis:',
      '  host: cache',
      '  port: 6379',
      '  db: 2',
    ];

    expect(forms(text.join('\n'))[0]).toBe('bare');
  });

  it('are a message within the fences of a web page', () => {
    const text = ['<h2 class="t">', '<pre>', 'ERR max number of clients reached', '</pre>', '<div id="a">'];

    expect(forms(text.join('\n'))[2]).toBe('bare');
  });

  it('are what the log says of which a person tells', () => {
    expect(events('Our error log says 512 worker_connections are not enough')).toEqual(['bare']);
    expect(events('nginx error 日志报512 worker_connections are not enough')).toEqual(['bare']);
    expect(events('When the pool is too small, the log says 512 worker_connections are not enough')).toEqual(
      [],
    );
  });
});

describe('advice that a program prints with its message', () => {
  it('explains nothing for a reader', () => {
    const message =
      'Member c-1 sending LeaveGroup request to coordinator 10.0.0.1:9092 due to consumer poll timeout has expired. This means the time between subsequent calls to poll() was longer than the configured max.poll.interval.ms.';

    expect(events(['`', message, '`'].join('\n'))).toContain('bare');
  });
});

describe('what a person quotes beside a log', () => {
  const told =
    'However, when I use `connect()`, I keep getting errors where it throws "No heartbeat in 150 seconds".';

  it('is an event where the log shows only progress', () => {
    expect(forms(`${told}\n\n2026-02-24 10:59:45.475 [debug] heartbeat sent`)[0]).toBe('bare');
  });

  it('is not one more where the log shows what went wrong', () => {
    expect(forms(`${told}\n\n2026-02-24 10:59:45.475 [error] heartbeat missed`)[0]).toBe('prose');
  });
});

describe('a sentence in Chinese', () => {
  it('is no event where it names a message that did not come', () => {
    const log = '2026-02-24 10:59:45.475 [debug] C7@10.0.0.7:15170 [MQTT] RECV PINGREQ(Q0, R0, D0)';

    expect(forms(`${log}\n\n不是超时,超时断开可以正常打印 Shutdown for keepalive_timeout`)[1]).toBe('prose');
  });
});

describe('what a document lists', () => {
  it.each([
    '0: Connection successful 1: Connection refused - incorrect protocol version 2: Connection refused - bad id',
    '+|1|Connection refused, unacceptable protocol version|This server speaks 3.1.1 alone.|',
    '│ 1. 客户端报错 "Connection reset by peer" │',
  ])('is no event: %s', (text) => {
    expect(events(text)).toEqual([]);
  });

  it('is no event in a patch', () => {
    const patch = ['```diff', '+ReconnectFailed: connection reset by peer', '```'];

    expect(events(patch.join('\n'))).toEqual([]);
  });
});

describe('what a tracker of errors made of an exception', () => {
  it('is an event although it is a heading', () => {
    expect(
      events('# [Sentry] RedisClient::CannotConnectError: getaddrinfo: Name or service not known'),
    ).toEqual(['bare']);
  });
});
