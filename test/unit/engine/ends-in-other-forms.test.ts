import { describe, expect, it } from 'vitest';
import { builtInEngine } from '../../support/built-in-runbooks.ts';
import { triageWith } from '../../support/triage-text.ts';

const engine = builtInEngine();

const CLIENT = '10.61.2.15:40990';
const socket = (port: number) =>
  `State Recv-Q Send-Q Local Address:Port Peer Address:Port\nESTAB 0      0         ${CLIENT}    10.61.0.3:${port}\n`;

function halfOpen(client: string, broker: string) {
  const { diagnoses } = triageWith(
    engine,
    { role: 'client', text: client },
    { role: 'broker', text: broker },
  );
  return diagnoses.find(({ runbook }) => runbook === 'half-open-connection');
}

const nats = (address: string) => `╭─────┬────────┬────────┬───────────────────┬─────────┬────────╮
│ CID │ Name   │ Server │ IP                │ Account │ Uptime │
├─────┼────────┼────────┼───────────────────┼─────────┼────────┤
│ 31  │ meter  │ n1     │ 10.61.2.16:44120  │ EDGE    │ 9h2m   │
│ 32  │ meter  │ n1     │ ${address.padEnd(17)} │ EDGE    │ 9h2m   │
╰─────┴────────┴────────┴───────────────────┴─────────┴────────╯`;

/** How a broker lists the connections of its clients, of which one is given. */
const LISTS: readonly (readonly [string, number, (client: string) => string])[] = [
  ['names alone', 5672, (one) => `10.61.2.16:51002 -> 10.61.0.3:5672\n${one} -> 10.61.0.3:5672\n`],
  [
    'names in quotes',
    5672,
    (one) => `[\n  "10.61.2.16:51002 -> 10.61.0.3:5672",\n  "${one} -> 10.61.0.3:5672"\n]\n`,
  ],
  [
    'names and states in JSON',
    5672,
    (one) =>
      `[\n{"name":"10.61.2.16:51002 -> 10.61.0.3:5672","state":"running"}\n,{"name":"${one} -> 10.61.0.3:5672","state":"running"}\n]\n`,
  ],
  ['the report of the NATS command line', 4222, nats],
];

describe('a list of the broker', () => {
  it.each(LISTS)('shows that it lacks the connection of a client: %s', (_, port, list) => {
    expect(halfOpen(socket(port), list('10.61.2.17:51012'))?.facts).toMatchObject({ client: CLIENT });
  });

  it.each(LISTS)('is silent where it has it: %s', (_, port, list) => {
    expect(halfOpen(socket(port), list(CLIENT))).toBeUndefined();
  });
});

const log = `{"level":"info","ts":"2026-02-02T03:00:00Z","msg":"consumer up","local":"${CLIENT}","queue":"orders"}`;
const stack = `goroutine 33 [IO wait, 1502 minutes]:
internal/poll.runtime_pollWait(0x7f, 0x72)
net.(*conn).Read(0xc0, {0xc1, 0x1000, 0x1000})
github.com/rabbitmq/amqp091-go.(*reader).ReadFrame(0xc3)`;
const others =
  '$ rabbitmqctl list_connections peer_host peer_port\nListing connections ...\n10.61.2.16\t51002\n10.61.2.17\t51012\n';

describe('a program whose reader waits on a connection that its log names', () => {
  it('holds what the broker no longer has', () => {
    expect(halfOpen(`${log}\n\n${stack}`, others)?.facts).toMatchObject({ client: CLIENT });
  });

  it.each([
    ['the broker lists it', `${log}\n\n${stack}`, `${others}10.61.2.15\t40990\n`],
    ['no stack shows that it waits', log, others],
    [
      'it was closed since',
      `${log}\n{"level":"warn","msg":"connection closed, reconnecting"}\n\n${stack}`,
      others,
    ],
    ['the list is of another network', `${log}\n\n${stack}`, others.replaceAll('10.61.', '172.20.')],
  ])('says nothing where %s', (_, client, broker) => {
    expect(halfOpen(client, broker)).toBeUndefined();
  });
});

describe('a subscriber whose channel has none', () => {
  const numsub = (count: number) =>
    `127.0.0.1:6379> pubsub numsub prices\n1) "prices"\n2) (integer) ${count}\n`;

  it('may be half-open, or seen under another address', () => {
    expect(halfOpen(socket(6379), numsub(0))?.confidence).toBeLessThan(0.7);
  });

  it('is not where the channel has one', () => {
    expect(halfOpen(socket(6379), numsub(1))).toBeUndefined();
  });
});

describe('a heartbeat below zero', () => {
  const config = (heartbeat: string) =>
    `conn, err := amqp.DialConfig(url, amqp.Config{\n\tHeartbeat: ${heartbeat},\n\tLocale:    "en_US",\n})`;

  it('is none in Go', () => {
    expect(triageWith(engine, config('-1 * time.Second')).diagnoses[0]?.runbook).toBe('heartbeat-disabled');
  });

  it('is one above it', () => {
    expect(triageWith(engine, config('20 * time.Second')).diagnoses).toEqual([]);
  });
});
