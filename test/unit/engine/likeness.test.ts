import { describe, expect, it } from 'vitest';
import { builtInEngine } from '../../support/built-in-runbooks.ts';
import { triageWith } from '../../support/triage-text.ts';

const engine = builtInEngine();

/** The runbooks that speak on a message of a program that the catalogue does not know. */
function spoken(message: string, level = 'ERROR'): string[] {
  const line = `2026-11-22 08:04:38,200 ${level} [acme.bus] ${message}`;
  return triageWith(engine, line).diagnoses.map(({ runbook }) => runbook);
}

describe('a message that no template knows', () => {
  it.each([
    [
      'AcmeBus could not log in: the broker says that the password of user shop is wrong',
      'authentication-failure',
    ],
    ['AcmeBus: server certificate of mq.example is not trusted', 'tls-handshake-failure'],
    ['AcmeBus gave up on mq.example: the name cannot be resolved', 'dns-failure'],
    ['AcmeBus is over the maximum of 200 channels per connection', 'connection-limit'],
    ['AcmeBus publisher used a channel that is already closed', 'write-to-closed-connection'],
    ['AcmeBus saw no heartbeat of the server for 120 seconds, timed out', 'server-heartbeat-lost'],
    ['AcmeBus: payload of 12000000 bytes is larger than the broker takes', 'message-too-large'],
    ['AcmeBus waited 30 s for a connection of the pool, timed out', 'connection-pool-exhausted'],
    ['AcmeBus is not connected to the MQTT server', 'connection-trouble'],
    ['AcmeBus cannot talk to mq.example any longer', 'connection-trouble'],
    ['AcmeBus failed to restore connection to 10.0.0.8:13306, next attempt in 60 s', 'connection-trouble'],
  ])('is judged by how it reads: %s', (message, runbook) => {
    expect(spoken(message)[0]).toBe(runbook);
  });

  it('is not judged as a report where it is known to tell of nothing wrong', () => {
    const line = 'Error: OCSP: SSL certificate status: good (0)';

    expect(triageWith(engine, line).diagnoses).toEqual([]);
  });

  it.each(['AcmeBus lost the link to its broker in the middle of a write'])(
    'is judged on less where a program logged it as an error: %s',
    (message) => {
      expect(spoken(message)).toEqual(['connection-trouble']);
      expect(spoken(message, 'WARN')).toEqual([]);
      expect(triageWith(engine, message).diagnoses).toEqual([]);
    },
  );

  it('is not judged where it is a name with its number alone', () => {
    expect(triageWith(engine, 'sessions/count: 0\nsessions/max: 0\nclients/max: 0\n').diagnoses).toEqual([]);
  });

  it('is not judged where it is a sample of a metric', () => {
    const samples =
      'haproxy_backend_limit_sessions{proxy="mq"} 3273\nhaproxy_backend_sessions_total{proxy="mq"} 164\n';

    expect(triageWith(engine, samples).diagnoses).toEqual([]);
  });

  it.each([
    ['one name in a list', 'Something like this:\n- HeartBeatInterval\n- HeartBeatTimeout\n'],
    [
      'a text that a rule of alerts sets',
      "{\n  alert: 'NodeHighNumberConntrackEntriesUsed',\n  summary: 'Number of conntrack entries is getting close to the limit.',\n}\n",
    ],
    [
      'a comment of code',
      'What the change does:\n+    // the poll timeout has expired, which means that the consumer thread has stalled\n+    // between two calls to poll(), so we leave the group\n+    leave(group);\n',
    ],
    [
      'a query with blanks',
      'query = avg:postgresql.percent_usage_connections${module.tags.query} by {server} TLS handshake failed\n',
    ],
    [
      'the heading of a table',
      'This is what comes, and no row:\nNetid State Recv-Q Send-Q Local Address:Port Peer Address:Port Process\n',
    ],
    [
      'the address of a page',
      'Use the fast mode here, it writes a checkpoint. See https://www.postgresql.org/docs/current/server-shutdown.html for the list of modes and signals.',
    ],
    [
      'a line among others of a tool',
      'checking for gcc... gcc\nchecking for strerror... yes\nchecking for socket... yes\nchecking for poll... yes\nchecking for library containing getaddrinfo... no\nchecking for inet_pton... yes\n',
    ],
  ])('is not judged where it is %s', (_, text) => {
    expect(triageWith(engine, text).diagnoses).toEqual([]);
  });

  it('is judged where it is the message of a log that is set as text', () => {
    expect(
      triageWith(engine, 'error: "acme cannot reach its broker: connection refused by 10.0.0.7:5672"')
        .diagnoses[0]?.runbook,
    ).toBe('connection-refused');
  });

  it('names the server that it cannot reach', () => {
    const line =
      '2026-11-22 08:04:38,200 ERROR [acme.bus] AcmeBus failed to restore connection to 10.0.0.8:13306';

    expect(triageWith(engine, line).diagnoses[0]?.summary).toContain('to 10.0.0.8:13306 fail');
  });

  it('is told with less certainty than one that is known, and as what it reads like', () => {
    const line =
      '2026-11-22 08:04:38,200 ERROR [acme.bus] the broker refused the login of user shop: wrong password';
    const [diagnosis] = triageWith(engine, line).diagnoses;

    expect(diagnosis?.confidence).toBeLessThanOrEqual(0.5);
    expect(diagnosis?.why.join(' ')).toContain('reads like');
  });

  it.each([
    ['AcmeBus will log in again with another password', 'ERROR'],
    ['AcmeBus recovered from a broken login', 'ERROR'],
    ['AcmeBus connected to the MQTT server', 'WARN'],
    ['AcmeBus: error while closing a connection that failed to connect', 'WARN'],
    ['login of user shop failed, wrong password', 'INFO'],
    ['login of user shop failed, wrong password', 'DEBUG'],
    ['the report could not be printed', 'ERROR'],
    ['wrote 12 rows to table users', 'ERROR'],
  ])('says nothing of what is healthy or another matter: %s (%s)', (message, level) => {
    expect(spoken(message, level)).toEqual([]);
  });

  it('says nothing where a known message tells the cause', () => {
    const known = '2026-11-22 08:04:38.200 [error] <0.1.0> missed heartbeats from client, timeout: 60s';
    const alike = '2026-11-22 08:04:39.200 [error] <0.1.0> AcmeBus plugin: the name cannot be resolved';

    const found = triageWith(engine, `${known}\n${alike}`).diagnoses.map(({ runbook }) => runbook);

    expect(found).toContain('missed-heartbeats');
    expect(found).not.toContain('dns-failure');
  });

  it('judges each record by itself, however alike they begin', () => {
    const beginning = 'AcmeBus worker report, '.repeat(25);

    expect(spoken(`${beginning}\nall is well`)).toEqual([]);
    expect(spoken(`${beginning}\nserver certificate is not trusted`)).toEqual(['tls-handshake-failure']);
  });

  it('leaves a healthy message of the catalogue alone, however it reads', () => {
    expect(spoken('AMQ229241: Embedded web server not found')).toEqual([]);
  });
});

it('a login over MQTT to a virtual host that does not exist is no wrong password', () => {
  const line =
    "2024-07-08 09:10:11.121314+00:00 [error] <0.733.0> MQTT login failed for user 'sensor' auth_failure: vhost plants does not exist";

  expect(triageWith(engine, line).diagnoses[0]?.runbook).toBe('access-denied');
});
