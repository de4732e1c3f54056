import { describe, expect, it } from 'vitest';
import type { Role } from '../src/model/input.ts';
import { asSockets, SERVER_LISTS, type ServerList, type Session } from './forms/server-lists.ts';
import { printTable, type Socket, TABLES } from './forms/socket-tables.ts';
import { builtInEngine } from './support/built-in-runbooks.ts';
import { triageWith } from './support/triage-text.ts';

const engine = builtInEngine();

const CLIENT = '10.44.3.17';
const SERVER = '10.44.8.6';
const LOST = 47_214;
const KEPT = 47_220;
const SISTERS: readonly Session[] = [
  { client: '10.44.3.18', port: 51_090 },
  { client: '10.44.3.19', port: 38_112 },
];

/** Which ports of the client each end has. */
const STATES = {
  'the server has lost one that the client keeps': { client: [LOST, KEPT], server: [KEPT] },
  'the server has lost the only one that the client keeps': { client: [LOST], server: [] },
  'the client has lost one that the server keeps': { client: [KEPT], server: [LOST, KEPT] },
  'the client has none that the server keeps': { client: [], server: [LOST] },
  'both have the same': { client: [LOST, KEPT], server: [LOST, KEPT] },
} as const;

const shell: Socket = {
  state: 'ESTABLISHED',
  local: CLIENT,
  localPort: 22,
  remote: '10.44.0.4',
  remotePort: 60_912,
};
const served: Socket = {
  state: 'ESTABLISHED',
  local: CLIENT,
  localPort: 8080,
  remote: '10.44.0.77',
  remotePort: 42_771,
};

function clientSockets(ports: readonly number[], serverPort: number): Socket[] {
  const connected = ports.map(
    (localPort): Socket => ({
      state: 'ESTABLISHED',
      local: CLIENT,
      localPort,
      remote: SERVER,
      remotePort: serverPort,
    }),
  );
  return [...connected, served, shell];
}

const CLIENT_TABLES = [
  ...TABLES,
  ...TABLES.filter(({ name }) => name === 'ss -tan').map((table) => ({
    ...table,
    name: 'ss -tano',
    row: (socket: Socket) => `${table.row(socket)} timer:(keepalive,52min,0)`,
  })),
];

/** As a list of its own, or as the sockets of its machine. */
const SERVERS: readonly ServerList[] = [
  ...SERVER_LISTS,
  ...TABLES.filter(({ name }) => ['ss -tan', 'netstat -tanp'].includes(name)).map((table) => ({
    name: `${table.name} of the server`,
    port: 5672,
    command: table.name,
    print: (sessions: readonly Session[], server: string) =>
      printTable(table, asSockets(sessions, server, 5672)),
  })),
];

type Given = (client: string, server: string, command: string) => { role: Role; text: string }[] | string[];

const GIVEN: Readonly<Record<string, Given>> = {
  'two inputs of client and broker': (client, server) => [
    { role: 'client', text: client },
    { role: 'broker', text: server },
  ],
  'two inputs of host and peer': (client, server) => [
    { role: 'peer', text: server },
    { role: 'host', text: client },
  ],
  'two inputs without roles': (client, server) => [client, server],
  'one paste with prompts': (client, server, command) => [
    `[app@depot4 ~]$ netstat -tanp\n${client}\n[root@store1 ~]# ${command}\n${server}`,
  ],
  'one paste with headings in words': (client, server) => [
    `sockets on the app machine (${CLIENT}):\n\n${client}\nand what the server says about its clients:\n\n${server}`,
  ],
};

function verdict(client: string, server: ServerList, sessions: readonly Session[], given: Given): string {
  const { diagnoses } = triageWith(engine, ...given(client, server.print(sessions, SERVER), server.command));
  const [first] = diagnoses;
  const told = [first?.summary, ...(first?.why ?? []), ...(first?.evidence ?? []).map(({ text }) => text)];
  const names = told.some((text) => text?.includes(String(LOST)));
  return first ? `${first.runbook}${names ? '' : ', without naming it'}` : 'none';
}

describe.each(Object.entries(STATES))('%s', (state, ports) => {
  const expected = state === 'both have the same' ? 'none' : 'half-open-connection';

  it.each(
    SERVERS.flatMap((server) => Object.keys(GIVEN).map((form) => [server.name, form, server] as const)),
  )('is told from %s in %s, beside any table of the client', (_, form, server) => {
    const sessions = [...ports.server.map((port) => ({ client: CLIENT, port })), ...SISTERS];
    const given = GIVEN[form] as Given;

    const verdicts = CLIENT_TABLES.map((table) => [
      table.name,
      verdict(printTable(table, clientSockets(ports.client, server.port)), server, sessions, given),
    ]);

    expect(Object.fromEntries(verdicts)).toEqual(
      Object.fromEntries(CLIENT_TABLES.map(({ name }) => [name, expected])),
    );
  });
});

describe('a client that waits on a connection of which the broker knows nothing', () => {
  const POD = `Proto Recv-Q Send-Q Local Address           Foreign Address         State
tcp        0      0 10.42.6.9:38410         10.43.7.7:5672          ESTABLISHED
tcp        0      0 10.42.6.9:44090         10.43.0.1:443           ESTABLISHED
`;
  const listed = (clients: readonly string[]) =>
    JSON.stringify(
      clients.map((client) => {
        const [peer_host, peer_port] = client.split(':');
        return {
          name: `${client} -> 10.42.1.4:5672`,
          peer_host,
          peer_port: Number(peer_port),
          state: 'running',
          user: 'shop',
        };
      }),
    );
  const QUEUE = '\n{"name":"invoices","vhost":"/","messages":9120,"messages_ready":9120,"consumers":0}\n';

  const causes = (client: string, broker: string) =>
    triageWith(engine, { role: 'client', text: client }, { role: 'broker', text: broker }).diagnoses.map(
      ({ runbook, summary }) => ({ runbook, summary }),
    );

  it('is why its queue piles up, also through the address of a service', () => {
    const list = `$ curl -s localhost:15672/api/connections\n${listed(['10.42.3.12:50022', '10.42.8.3:41190'])}`;

    const [first, ...others] = causes(POD, list + QUEUE);

    expect(first).toMatchObject({ runbook: 'half-open-connection' });
    expect(first?.summary).toContain('10.42.6.9:38410');
    expect(others.map(({ runbook }) => runbook)).not.toContain('queue-backlog');
  });

  it('has none of it where the list has the connection', () => {
    const list = `$ curl -s localhost:15672/api/connections\n${listed(['10.42.3.12:50022', '10.42.6.9:38410'])}`;

    expect(causes(POD, list + QUEUE)[0]?.runbook).toBe('queue-backlog');
  });

  it('is found in /proc/net/tcp of BusyBox beside a table of rabbitmqctl that was drawn with boxes', () => {
    const proc = `/ # cat /proc/net/tcp
  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 1F09A8C0:A4D2 0509A8C0:1628 01 00000000:00000000 00:00000000 00000000  1000        0 30911 1 0000000000000000 20 4 30 10 -1
`;
    const boxes = `$ rabbitmqctl list_connections name user state --formatter=pretty_table
Listing connections ...
┌─────────────────────────────────────────┬──────┬─────────┐
│ name                                    │ user │ state   │
├─────────────────────────────────────────┼──────┼─────────┤
│ 192.168.9.40:40118 -> 192.168.9.5:5672  │ till │ running │
├─────────────────────────────────────────┼──────┼─────────┤
│ 192.168.9.41:38002 -> 192.168.9.5:5672  │ till │ running │
└─────────────────────────────────────────┴──────┴─────────┘
`;

    const [first] = causes(proc, boxes);

    expect(first).toMatchObject({ runbook: 'half-open-connection' });
    expect(first?.summary).toContain('192.168.9.31:42194 to 192.168.9.5:5672');
  });
});
