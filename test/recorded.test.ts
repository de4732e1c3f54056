import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Diagnosis, Report } from '../src/model/diagnosis.ts';
import type { Role } from '../src/model/input.ts';
import { builtInEngine, compiledBuiltInRunbooks } from './support/built-in-runbooks.ts';
import { triageText, triageWith } from './support/triage-text.ts';

// What real brokers, clients and kernels printed, made by the scripts of test/record. A recording made anew has
// other ports, times and process ids, so these are matched by shape and never by value.
const test = dirname(fileURLToPath(import.meta.url));
const runbooks = compiledBuiltInRunbooks();

const fromApp01 = expect.stringMatching(/^(?:\[::ffff:)?10\.20\.0\.11\]?:\d+$/);
const toMq01 = (port: number) =>
  expect.stringMatching(new RegExp(`^(?:\\[::ffff:)?10\\.20\\.0\\.21\\]?:${port}$`));

/** Triage of files, named as on the command line: `broker=missed-heartbeats/broker.log`. */
function triageIn(folder: string, files: string[]): Report {
  return triageText(
    runbooks,
    ...files.map((file) => {
      const [path = '', role] = file.split('=').toReversed();
      const text = readFileSync(join(test, folder, path), 'utf8');
      return role ? { role: role as Role, text } : text;
    }),
  );
}

function triage(...files: string[]): Report {
  return triageIn('fixtures/recorded', files);
}

function first(...files: string[]): Diagnosis | undefined {
  return triage(...files).diagnoses[0];
}

interface Incident {
  it: string;
  files: string[];
  is: string;
  facts?: Record<string, unknown>;
}

function tells(incidents: Incident[]) {
  it.each(incidents.map((one) => [one.it, one] as const))('%s', (_, { files, is, facts = {} }) => {
    const diagnosis = first(...files);

    expect(diagnosis?.runbook).toBe(is);
    expect(diagnosis?.facts).toMatchObject(facts);
  });
}

describe('an AMQP client that blocks its event loop', () => {
  const logs = ['broker=missed-heartbeats/broker.log', 'client=missed-heartbeats/client.log'];

  tells([
    {
      it: 'is closed for missed heartbeats, with its name, address and time-out',
      files: logs.slice(0, 1),
      is: 'missed-heartbeats',
      facts: { timeoutSec: 5, client: fromApp01, server: toMq01(5672), clientName: 'orders-worker' },
    },
    {
      it: 'tells its library by its own log beside the broker’s',
      files: logs,
      is: 'missed-heartbeats',
      facts: { timeoutSec: 5, library: 'amqplib' },
    },
    {
      it: 'is closed for missed heartbeats where its log says only ECONNRESET',
      files: ['broker=broken-pipe-on-ack/broker.log', 'client=broken-pipe-on-ack/client.log'],
      is: 'missed-heartbeats',
      facts: { timeoutSec: 5, clientName: 'orders-worker', library: 'amqplib' },
    },
  ]);

  it('has its failed ack explained by the missed heartbeats, not told beside them', () => {
    const diagnoses = triage(...logs).diagnoses;

    expect(diagnoses.map(({ runbook }) => runbook)).toEqual(['missed-heartbeats']);
    expect(diagnoses[0]?.explains).toContain('write-to-closed-connection');
  });

  it('shows by its log alone that it acknowledged on a closed channel', () => {
    const diagnoses = triage('client=missed-heartbeats/client.log').diagnoses;

    expect(diagnoses.flatMap(({ runbook, explains }) => [runbook, ...explains])).toContain(
      'write-to-closed-connection',
    );
  });
});

describe('a connection to RabbitMQ that ends or never begins', () => {
  tells([
    {
      it: 'was killed: the socket closed without a close of AMQP',
      files: ['broker=client-killed/broker.log'],
      is: 'connection-closed-abruptly',
      facts: { client: fromApp01, clientName: 'orders-worker', user: 'orders', vhost: '/' },
    },
    {
      it: 'was a health check by HTTP',
      files: ['broker=http-on-amqp-port/broker.log'],
      is: 'bad-protocol-header',
      facts: { client: fromApp01, firstBytes: expect.stringContaining('GET /hea') },
    },
    {
      it: 'spoke TLS to the plain port',
      files: ['broker=tls-on-plain-port/broker.log', 'client=tls-on-plain-port/client.log'],
      is: 'bad-protocol-header',
      facts: { client: fromApp01, firstBytes: expect.stringContaining('22,3,1') },
    },
    {
      it: 'never finished its handshake, twice, at two stages',
      files: ['broker=handshake-timeout/broker.log'],
      is: 'handshake-timeout',
      facts: { count: 2, client: fromApp01, allStage: ['handshake', 'frame_header'] },
    },
    {
      it: 'had a wrong password, says the broker',
      files: ['broker=wrong-password/broker.log'],
      is: 'authentication-failure',
      facts: { user: 'orders', client: fromApp01, mechanism: 'PLAIN' },
    },
    {
      it: 'had a wrong password, says the client',
      files: ['client=wrong-password/client.log'],
      is: 'authentication-failure',
      facts: { code: 403, library: 'amqplib' },
    },
    {
      it: 'asked for a virtual host that is not there',
      files: ['broker=missing-vhost/broker.log', 'client=missing-vhost/client.log'],
      is: 'access-denied',
      facts: { vhost: 'billing-prod', user: 'orders', clientName: 'billing' },
    },
    {
      it: 'was one too many for its virtual host',
      files: ['broker=connection-limit/broker.log', 'client=connection-limit/client.log'],
      is: 'connection-limit',
      facts: { limitCount: 2, vhost: '/', clientName: 'shipping', client: fromApp01 },
    },
    {
      it: 'was closed by the broker’s stop, says the broker',
      files: ['broker=broker-stopped/broker.log'],
      is: 'broker-shutdown',
      facts: { allClientName: expect.arrayContaining(['shipping', 'tracking']) },
    },
    {
      it: 'was closed by the broker’s stop and then refused, says the client',
      files: ['client=broker-stopped/client.log'],
      is: 'broker-shutdown',
      facts: { code: 320 },
    },
    {
      it: 'was given up by the client, for the broker stood still',
      files: ['client=broker-frozen/client.log'],
      is: 'server-heartbeat-lost',
      facts: { library: 'amqplib' },
    },
  ]);

  it('is refused because the broker stopped: no second diagnosis', () => {
    const { diagnoses } = triage('broker=broker-stopped/broker.log', 'client=broker-stopped/client.log');

    expect(diagnoses.map(({ runbook }) => runbook)).toEqual(['broker-shutdown']);
    expect(diagnoses[0]?.explains).toContain('connection-refused');
  });
});

describe('a channel that RabbitMQ closes', () => {
  tells([
    {
      it: 'consumed from a queue that is not there',
      files: ['broker=missing-queue/broker.log', 'client=missing-queue/client.log'],
      is: 'resource-not-found',
      facts: { queue: 'invoices.v2', code: 404, channel: 1, client: fromApp01 },
    },
    {
      it: 'declared a queue with other arguments',
      files: ['broker=other-queue-arguments/broker.log', 'client=other-queue-arguments/client.log'],
      is: 'inequivalent-declaration',
      facts: { queue: 'invoices', argument: 'x-message-ttl', client: fromApp01 },
    },
    {
      it: 'acknowledged a delivery twice',
      files: ['broker=ack-twice/broker.log', 'client=ack-twice/client.log'],
      is: 'unknown-delivery-tag',
      facts: { deliveryTag: 1, channel: 1, library: 'amqplib' },
    },
    {
      it: 'consumed from the exclusive queue of another connection',
      files: ['broker=locked-queue/broker.log', 'client=locked-queue/client.log'],
      is: 'resource-locked',
      facts: { queue: 'invoices.live', code: 405 },
    },
    {
      it: 'published a message above the limit',
      files: ['broker=too-large-message/broker.log', 'client=too-large-message/client.log'],
      is: 'message-too-large',
      facts: { messageSizeBytes: 3_000_000, limitBytes: 1_000_000 },
    },
    {
      it: 'did not acknowledge in time',
      files: ['broker=never-acknowledged/broker.log', 'client=never-acknowledged/client.log'],
      is: 'delivery-ack-timeout',
      facts: { timeoutMs: 5000, channel: 1, client: fromApp01 },
    },
  ]);
});

describe('a publisher that RabbitMQ blocks', () => {
  tells([
    {
      it: 'waits for memory',
      files: ['broker=memory-alarm/broker.log', 'client=memory-alarm/client.log'],
      is: 'memory-alarm',
      facts: { node: 'rabbit@mq01', usedBytes: expect.any(Number), allowedBytes: expect.any(Number) },
    },
    {
      it: 'waits for disk space',
      files: ['broker=disk-alarm/broker.log', 'client=disk-alarm/client.log'],
      is: 'disk-alarm',
      facts: { node: 'rabbit@mq01', freeBytes: expect.any(Number), limitBytes: 300_000_000 },
    },
    {
      it: 'knows itself for what it is blocked',
      files: ['client=memory-alarm/client.log'],
      is: 'memory-alarm',
      facts: { reason: 'low on memory' },
    },
  ]);

  it.each(['memory-alarm', 'disk-alarm'])('is told once, as part of the %s', (alarm) => {
    const { diagnoses } = triage(`broker=${alarm}/broker.log`, `client=${alarm}/client.log`);

    expect(diagnoses.map(({ runbook }) => runbook)).toEqual([alarm]);
    expect(diagnoses[0]?.explains).toContain('publisher-blocked');
  });
});

describe('queues', () => {
  tells([
    {
      it: 'that grow without a consumer are a backlog',
      files: ['queue-backlog/list-queues-1.txt', 'queue-backlog/list-queues-2.txt'],
      is: 'queue-backlog',
      facts: { queue: 'orders', consumers: 0, allMessages: [4000, 1500] },
    },
  ]);
});

describe('the sockets of a host', () => {
  tells([
    {
      it: 'leak: CLOSE_WAIT grows in three looks by ss',
      files: [1, 2, 3].map((look) => `host=close-wait-leak/ss-${look}.txt`),
      is: 'close-wait-leak',
      facts: { first: 12, last: 36, kept: 12, process: 'python3', peer: toMq01(8080) },
    },
    {
      it: 'leak: CLOSE_WAIT grows in one file with three looks by netstat',
      files: ['host=close-wait-leak/netstat.txt'],
      is: 'close-wait-leak',
      facts: { first: 12, last: 36, process: 'python3', peer: toMq01(8080) },
    },
    {
      it: 'leak: one look by ss with timers',
      files: ['host=close-wait-leak/ss-timers.txt'],
      is: 'close-wait-leak',
      facts: { count: 36, process: 'python3', peer: toMq01(8080) },
    },
    {
      it: 'leak: one look at /proc/net/tcp, without process names',
      files: ['host=close-wait-leak/proc-net-tcp.txt'],
      is: 'close-wait-leak',
      facts: { count: 36, peer: toMq01(8080) },
    },
    ...['ss-summary', 'netstat-counts', 'sockstat'].map((tool) => ({
      it: `pile up in TIME_WAIT, says ${tool}`,
      files: [`host=time-wait-buildup/${tool}.txt`],
      is: 'time-wait-buildup',
      facts: { count: 9500 },
    })),
    {
      it: 'used up the local ports',
      files: ['client=ephemeral-ports-used-up/client.log', 'host=ephemeral-ports-used-up/ss-summary.txt'],
      is: 'ephemeral-port-exhaustion',
      facts: { endpoint: '10.20.0.21:6379', errno: 'EADDRNOTAVAIL', count: 20 },
    },
    ...['ss-listening', 'ss'].map((look) => ({
      it: `wait for an accept that never comes (${look})`,
      files: [`host=accept-queue-full/${look}.txt`],
      is: 'syn-backlog-overflow',
      facts: { local: '10.20.0.21:8080', recvQBytes: 6, sendQBytes: 5, process: 'python3' },
    })),
    ...['nstat', 'netstat-s'].map((tool) => ({
      it: `overflowed a listen queue, counts ${tool}`,
      files: [`host=accept-queue-full/${tool}.txt`],
      is: 'syn-backlog-overflow',
      facts: { value: expect.any(Number) },
    })),
    {
      it: 'wait in SYN_SENT at the client of a full accept queue',
      files: ['host=accept-queue-full/app01-ss.txt'],
      is: 'connect-timeout',
      facts: { peer: '10.20.0.21:8080', count: 24 },
    },
    ...['ss', 'netstat'].flatMap((tool) => [
      {
        it: `are not read at one end and stalled at the other (${tool})`,
        files: [`host=receiver-not-reading/mq01-${tool}.txt`, `peer=receiver-not-reading/app01-${tool}.txt`],
        is: 'receiver-not-reading',
        facts: {
          local: '10.20.0.21:9092',
          peer: fromApp01,
          recvQBytes: expect.any(Number),
          process: 'python3',
        },
      },
      {
        it: `are stalled, seen from the sender alone (${tool})`,
        files: [`host=receiver-not-reading/app01-${tool}.txt`],
        is: 'sender-stalled',
        facts: { peer: '10.20.0.21:9092', sendQBytes: expect.any(Number) },
      },
      {
        it: `are half-open: two ends of three are gone since the client’s host crashed (${tool})`,
        files: [`host=half-open/mq01-${tool}.txt`, `peer=half-open/app01-${tool}.txt`],
        is: 'half-open-connection',
        facts: { count: 2, matched: 1, client: fromApp01, server: toMq01(5672), process: 'beam.smp' },
      },
    ]),
  ]);

  it('are half-open because the heartbeat is off: both are told, the half-open ones first', () => {
    const { diagnoses } = triage(
      'host=half-open/mq01-ss.txt',
      'peer=half-open/app01-ss.txt',
      'half-open/list-connections.txt',
    );
    const told = diagnoses.flatMap(({ runbook, explains }) => [runbook, ...explains]);

    expect(told[0]).toBe('half-open-connection');
    expect(told).toContain('heartbeat-disabled');
  });
});

describe('other brokers and databases', () => {
  tells([
    {
      it: 'Mosquitto closes the client that broke its keepalive promise, and no other',
      files: ['broker=mqtt-keepalive/broker.log'],
      is: 'mqtt-keepalive-timeout',
      facts: { clientName: 'greenhouse-7', keepaliveSec: 2, client: fromApp01, count: 1 },
    },
    {
      it: 'NATS closes a stale connection',
      files: ['broker=nats-stale/broker.log'],
      is: 'nats-stale-connection',
      facts: { client: fromApp01, clientName: expect.stringContaining('orders-worker') },
    },
    {
      it: 'NATS closes a slow consumer',
      files: ['broker=nats-slow-consumer/broker.log'],
      is: 'nats-slow-consumer',
      facts: {
        client: fromApp01,
        clientName: expect.stringContaining('orders-worker'),
        pendingBytes: expect.any(Number),
      },
    },
    {
      it: 'Redis refuses the sixth client of five',
      files: ['client=redis-maxclients/client.log'],
      is: 'redis-max-clients',
      facts: { endpoint: '10.20.0.21:6379', count: 3 },
    },
    {
      it: 'Redis drops a subscriber that does not read',
      files: ['broker=redis-output-buffer/broker.log'],
      is: 'redis-output-buffer-limit',
      facts: { client: fromApp01, omemBytes: expect.any(Number) },
    },
    {
      it: 'PostgreSQL holds six forgotten transactions',
      files: ['postgresql-idle-in-transaction/pg-stat-activity.txt'],
      is: 'database-connection-leak',
      facts: { application: 'orders-api', count: 6, client: fromApp01 },
    },
  ]);
});

describe('healthy recordings', () => {
  const engine = builtInEngine();
  const quiet = readdirSync(join(test, 'quiet'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.(?:log|txt)$/.test(name),
  );

  it.each(quiet)('say nothing: %s', (name) => {
    const { diagnoses } = triageWith(engine, readFileSync(join(test, 'quiet', name), 'utf8'));

    expect(diagnoses.map(({ runbook }) => runbook)).toEqual([]);
  });

  it('say nothing of both ends of the same connections', () => {
    const ends = [
      { role: 'host' as const, text: readFileSync(join(test, 'quiet/rabbitmq/mq01-ss.txt'), 'utf8') },
      { role: 'peer' as const, text: readFileSync(join(test, 'quiet/rabbitmq/app01-ss.txt'), 'utf8') },
    ];

    expect(triageText(runbooks, ...ends).diagnoses).toEqual([]);
  });
});

describe('the samples', () => {
  const readme = readFileSync(join(test, '../samples/README.md'), 'utf8');
  const samples = [
    ...readme.matchAll(/^node bin\/halfopen\.cjs triage (.+)\n```\n\nComes out: `([a-z-]+)`/gm),
  ].map(([, files = '', id = '']) => ({ id, files: files.split(' ') }));

  it('are six', () => expect(samples).toHaveLength(6));

  it.each(samples)('give $id first, as their page says', ({ id, files }) => {
    const { diagnoses } = triageIn('..', files);

    expect(diagnoses[0]?.runbook).toBe(id);
  });
});
