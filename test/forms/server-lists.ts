import type { Socket } from './socket-tables.ts';

/** One connection as a server keeps it: where its client is. */
export interface Session {
  client: string;
  port: number;
}

/** How a server lists its own clients: what it prints, on which port it listens, and the words that people put above it. */
export interface ServerList {
  name: string;
  port: number;
  command: string;
  print(sessions: readonly Session[], server: string): string;
}

const CONNZ = (sessions: readonly Session[]) => ({
  server_id: 'NCUGDAF3QXN4Q2KZ5WCKZJ4VQYVH5C3C5XKWX2ZQ7S3QYQK2H6VJ4QGH',
  now: '2026-05-12T07:41:10.218Z',
  num_connections: sessions.length,
  total: sessions.length,
  offset: 0,
  limit: 1024,
  connections: sessions.map(({ client, port }, i) => ({
    cid: 40 + i,
    kind: 'Client',
    type: 'nats',
    ip: client,
    port,
    start: '2026-05-12T01:02:08.1Z',
    last_activity: '2026-05-12T07:40:58.9Z',
    rtt: '312µs',
    uptime: '6h39m2s',
    idle: '11s',
    pending_bytes: 0,
    in_msgs: 811,
    out_msgs: 9044,
    in_bytes: 70112,
    out_bytes: 820114,
    subscriptions: 4,
    lang: 'go',
    version: '1.31.0',
  })),
});

const API = (sessions: readonly Session[], server: string) =>
  sessions.map(({ client, port }) => ({
    channels: 1,
    connected_at: 1778547712345,
    host: server,
    name: `${client}:${port} -> ${server}:5672`,
    node: 'rabbit@mq4',
    peer_host: client,
    peer_port: port,
    port: 5672,
    protocol: 'AMQP 0-9-1',
    state: 'running',
    timeout: 60,
    type: 'network',
    user: 'shipping',
    vhost: '/',
  }));

const RULE = '+----+----------+--------------------+----------+---------+------+-------+------------------+';

/** What servers print of their clients. */
export const SERVER_LISTS: readonly ServerList[] = [
  {
    name: 'rabbitmqctl list_connections',
    port: 5672,
    command: 'rabbitmqctl list_connections user peer_host peer_port state timeout',
    print: (sessions) =>
      `Listing connections ...\nuser\tpeer_host\tpeer_port\tstate\ttimeout\n${sessions.map(({ client, port }) => `shipping\t${client}\t${port}\trunning\t60\n`).join('')}`,
  },
  {
    name: 'rabbitmqctl list_connections name',
    port: 5672,
    command: 'rabbitmqctl list_connections name state',
    print: (sessions, server) =>
      `Listing connections ...\nname\tstate\n${sessions.map(({ client, port }) => `${client}:${port} -> ${server}:5672\trunning\n`).join('')}`,
  },
  {
    name: '/api/connections',
    port: 5672,
    command: 'curl -su guest http://localhost:15672/api/connections',
    print: (sessions, server) => `${JSON.stringify(API(sessions, server), undefined, 1)}\n`,
  },
  {
    name: 'CLIENT LIST with laddr',
    port: 6379,
    command: 'redis-cli client list',
    print: (sessions, server) =>
      sessions
        .map(
          ({ client, port }, i) =>
            `id=${i + 7} addr=${client}:${port} laddr=${server}:6379 fd=${i + 9} name= age=24010 idle=9 flags=N db=0 sub=0 psub=0 qbuf=0 obl=0 oll=0 omem=0 events=r cmd=brpop user=default\n`,
        )
        .join(''),
  },
  {
    name: 'CLIENT LIST without laddr',
    port: 6379,
    command: 'redis-cli client list',
    print: (sessions) =>
      sessions
        .map(
          ({ client, port }, i) =>
            `id=${i + 7} addr=${client}:${port} fd=${i + 9} name= age=24010 idle=9 flags=N db=0 sub=0 psub=0 multi=-1 qbuf=0 qbuf-free=0 obl=0 oll=0 omem=0 events=r cmd=brpop\n`,
        )
        .join(''),
  },
  {
    name: 'pg_stat_activity',
    port: 5432,
    command: 'psql -c "select pid, usename, client_addr, client_port, state from pg_stat_activity"',
    print: (sessions) =>
      ` pid  | usename  | client_addr | client_port | state\n------+----------+-------------+-------------+--------\n${sessions.map(({ client, port }, i) => ` ${i + 8012} | shipping | ${client.padEnd(11)} | ${String(port).padStart(11)} | idle\n`).join('')}(${sessions.length} rows)\n`,
  },
  {
    name: 'SHOW PROCESSLIST',
    port: 3306,
    command: 'mysql -e "show processlist"',
    print: (sessions) =>
      `${RULE}\n| Id | User     | Host               | db       | Command | Time | State | Info             |\n${RULE}\n${sessions
        .map(
          ({ client, port }, i) =>
            `| ${i + 30} | shipping | ${`${client}:${port}`.padEnd(18)} | shipping | Sleep   |   12 |       | NULL             |\n`,
        )
        .join(
          '',
        )}| 90 | root     | localhost          | NULL     | Query   |    0 | init  | show processlist |\n${RULE}\n`,
  },
  {
    name: 'connz',
    port: 4222,
    command: 'curl -s http://localhost:8222/connz',
    print: (sessions) => `${JSON.stringify(CONNZ(sessions), undefined, 2)}\n`,
  },
  {
    name: 'clients list of EMQX',
    port: 1883,
    command: 'emqx ctl clients list',
    print: (sessions) =>
      sessions
        .map(
          ({ client, port }, i) =>
            `Client(gauge-${i + 3}, username=gauge, peername=${client}:${port}, clean_start=true, keepalive=60, session_expiry_interval=0, subscriptions=2, inflight=0, awaiting_rel=0, delivered_msgs=81, enqueued_msgs=0, dropped_msgs=0, connected=true, created_at=1778547712345, connected_at=1778547712345)\n`,
        )
        .join(''),
  },
];

/** The sessions as sockets of the server's machine, with the one that listens. */
export function asSockets(sessions: readonly Session[], server: string, serverPort: number): Socket[] {
  return sessions.map(({ client, port }) => ({
    state: 'ESTABLISHED',
    local: server,
    localPort: serverPort,
    remote: client,
    remotePort: port,
  }));
}
