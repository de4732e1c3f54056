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
