import { describe, expect, it } from 'vitest';
import { builtInEngine } from '../../support/built-in-runbooks.ts';
import { triageWith } from '../../support/triage-text.ts';

const engine = builtInEngine();

function firstOf(text: string): string | undefined {
  return triageWith(engine, `${text}\n`).diagnoses[0]?.runbook;
}

describe('what a client of MQTT prints', () => {
  it.each([
    ['Attempting MQTT connection...failed, rc=-4 try again in 5 seconds', 'handshake-timeout'],
    ['00:01:12.204 MQT: Connect failed to hub.lan:1883, rc -5. Retry in 30 sec', 'dns-failure'],
    ['[08:11:02][W][mqtt:301]: MQTT Disconnected: Not Authorized.', 'authentication-failure'],
    ['PINGRESP timed out, closing socket', 'server-heartbeat-lost'],
    ['E (4123) MQTT_CLIENT: Error transport connect', 'connection-trouble'],
  ])('tells its cause: %s', (line, runbook) => {
    expect(firstOf(line)).toBe(runbook);
  });

  it.each([
    ['error: \tz2m: MQTT error: connect ECONNREFUSED 10.7.0.5:1883', 'connection-refused'],
    ['Failed to connect to MQTT server due to exception: [Errno -2] Name does not resolve', 'dns-failure'],
  ])('leaves the cause to the error in it: %s', (line, runbook) => {
    expect(firstOf(line)).toBe(runbook);
  });

  it.each([
    'Attempting MQTT connection...connected',
    'info: \tz2m:mqtt: MQTT publish: topic \'zigbee2mqtt/lamp\', payload \'{"state":"connection lost"}\'',
    '21 Jul 10:00:00 - [info] [mqtt-broker:local] Connected to broker: mqtt://localhost:1883',
  ])('is silent where nothing is wrong: %s', (line) => {
    expect(firstOf(line)).toBeUndefined();
  });
});

describe('what a driver or a pool of a database prints', () => {
  it.each([
    ['** (DBConnection.ConnectionError) tcp recv: closed', 'connection-reset'],
    ["PrismaClientInitializationError: Can't reach database server at `db`:`5432`", 'connection-trouble'],
    ['Error: P1002 The database server at `db`:`5432` was reached but timed out.', 'handshake-timeout'],
    [
      'clickhouse: acquire conn timeout. you can increase the number of max open conn or the dial timeout',
      'connection-pool-exhausted',
    ],
  ])('tells its cause: %s', (line, runbook) => {
    expect(firstOf(line)).toBe(runbook);
  });

  it('is a symptom once requests time out again and again', () => {
    const line = 'gocql: no response received from cassandra within timeout period\n';

    expect(firstOf(line)).toBeUndefined();
    expect(firstOf(line.repeat(3))).toBe('connection-trouble');
  });

  it('leaves the cause to the error of the server in it', () => {
    const failed = '[error] Postgrex.Protocol (#PID<0.375.0>) failed to connect: ** (Postgrex.Error)';

    expect(firstOf(`${failed} FATAL 28P01 (invalid_password) password authentication failed`)).toBe(
      'authentication-failure',
    );
  });

  it('leaves a guess at the login to the reset that ended the connection', () => {
    const guess = `RabbitMQ.Client.Exceptions.PossibleAuthenticationFailureException: Possibly caused by authentication failure
 ---> System.Net.Sockets.SocketException (104): Connection reset by peer
   at RabbitMQ.Client.Impl.InboundFrame.ReadFrom(Stream reader)`;

    expect(firstOf(guess)).toBe('connection-reset');
    expect(firstOf(guess.replace(/ --->.*/, ' ---> System.IO.EndOfStreamException'))).toBe(
      'authentication-failure',
    );
  });

  it('reads the exception of a hash that Ruby printed over several lines', () => {
    const hash = `I have the same problem on logstash version 2.3.0 (logstash-output-rabbitmq: 3.0.9, march_hare: 2.15):

{
        :timestamp=>"2016-08-21T09:58:47.824000+0200",
        :message=>"MarchHare::ChannelAlreadyClosed",
        :exception=>MarchHare::ChannelAlreadyClosed,
        :backtrace=>[   "/opt/gems/march_hare-2.15.0-java/lib/march_hare/exceptions.rb:121:in \`convert_and_reraise'",
                        "/opt/gems/march_hare-2.15.0-java/lib/march_hare/channel.rb:976:in \`converting_rjc_exceptions_to_ruby'",
                        "/opt/gems/march_hare-2.15.0-java/lib/march_hare/channel.rb:974:in \`converting_rjc_exceptions_to_ruby'",
                        "/opt/gems/march_hare-2.15.0-java/lib/march_hare/channel.rb:606:in \`basic_publish'",
                        "/opt/gems/march_hare-2.15.0-java/lib/march_hare/exchange.rb:77:in \`publish'",
`;

    expect(firstOf(hash)).toBe('write-to-closed-connection');
  });

  it('tells a time-out after which a client was disconnected as a lost path', () => {
    const line =
      "pika.connection WARNING Disconnected from RabbitMQ mq:5672 (-1): error(110, 'Connection timed out')";

    expect(firstOf(`2026-02-17 11:16:26,996 ${line}`)).toBe('network-path-lost');
  });
});

describe('what a program that waited as long as it may prints', () => {
  it.each([
    [
      '2026-03-04T10:20:31Z ERROR job: read tcp 10.3.0.9:41200->10.3.0.4:6379: i/o timeout',
      'connection-trouble',
    ],
    [
      '2026-03-04T10:20:31Z ERROR job: write tcp 10.3.0.9:41200->10.3.0.4:6379: i/o timeout',
      'network-path-lost',
    ],
    ['2026-03-04T10:20:31Z DEBUG cnx: read(..) failed: Connection timed out', 'network-path-lost'],
    [
      '2026-03-04 10:20:31,120 DEBUG org.apache.kafka.common.network.Selector: Connection with kafka-2/10.0.4.12 disconnected\njava.io.IOException: Connection reset by peer\n\tat sun.nio.ch.SocketDispatcher.read(SocketDispatcher.java:39)',
      'connection-reset',
    ],
  ])('tells its cause: %s', (line, runbook) => {
    expect(firstOf(line)).toBe(runbook);
  });
});

describe('what a broker says of a client that breaks the protocol', () => {
  it.each([
    ['1719830462: Client meter-7 disconnected due to malformed packet.', 'framing-error'],
    [
      '2026-02-20T08:21:10.000000+00:00 [error] msg: parse_frame_failed, mfa: emqx_channel:handle_in/2, peername: 10.4.1.4:55021, clientid: gauge-9, reason: malformed_packet',
      'framing-error',
    ],
    [
      "09:22:41.118 [debug] [<<>>] parse error 'unknown_protocol_version' for data: <<16,38>> and  parser state: undefined",
      'framing-error',
    ],
  ])('tells its cause: %s', (line, runbook) => {
    expect(firstOf(line)).toBe(runbook);
  });
});

describe('what products beside the well-known ones print', () => {
  it.each([
    [
      '2026-05-02 14:56:12 ERROR Sched - RemotingConnectException: connect to [10.3.0.4:9876] failed',
      'connection-trouble',
    ],
    [
      '2026-05-02 14:56:12 WARN Netty - NETTY SERVER PIPELINE: IDLE exception [10.3.0.9:41200]',
      'idle-connection-dropped',
    ],
    [
      '2026-11-12T13:31:44Z  WARN amq_proxy.client: No heartbeat response in 899s (max 61s), closing connection',
      'missed-heartbeats',
    ],
    [
      '2026-05-02T14:56:12Z ERROR pgcat::client: Could not get connection from pool: AllServersDown',
      'connection-pool-exhausted',
    ],
    [
      'MQ call failed in CONNX: MQCC = MQCC_FAILED [2] MQRC = MQRC_CONNECTION_BROKEN [2009]',
      'connection-trouble',
    ],
    ['ERROR cache: Dalli::RingError: No server available', 'connection-trouble'],
    [
      '2026/05/20 17:00:01 ERROR: client(10.3.0.9:41200) - read tcp 10.3.0.9:41200: i/o timeout',
      'missed-heartbeats',
    ],
    [
      '[WARNING] [cassandra.connection] Heartbeat failed for connection (139984127591480) to 10.3.0.4',
      'server-heartbeat-lost',
    ],
    ['ERROR relay: websocket: close 1006 (abnormal closure): unexpected EOF', 'connection-reset'],
    ['error: MongoError: server mongo-1.example.com:27017 sockets closed', 'connection-reset'],
  ])('tells its cause: %s', (line, runbook) => {
    expect(firstOf(line)).toBe(runbook);
  });

  it.each([
    '2026-04-24 10:42:15 INFO closeChannel: close the connection to remote address[10.3.0.4:9876] result: true',
    'nginx: [alert] could not open error log file: open() "/var/log/nginx/error.log" failed (28: No space)',
    '2026-05-02T14:56:12Z INFO pgcat: Client 10.3.0.9:41200 disconnected, session duration: 0d 00:00:59',
  ])('is silent where nothing is wrong with connections: %s', (line) => {
    expect(firstOf(line)).toBeUndefined();
  });
});
