import type { Problem } from './problem.ts';

const WORKER = `State Recv-Q Send-Q Local Address:Port  Peer Address:Port Process
ESTAB 0      0          10.31.4.12:51514     10.31.9.20:5672  users:(("python3",pid=3120,fd=9))
`;
const SERVED = [40_222, 40_981];

function broker(text: string): Problem['inputs'] {
  return [
    { role: 'client', text: WORKER },
    { role: 'broker', text },
  ];
}

const API = SERVED.map((port) => ({
  name: `10.31.4.13:${port} -> 10.31.9.20:5672`,
  peer_host: '10.31.4.13',
  peer_port: port,
  host: '10.31.9.20',
  port: 5672,
  state: 'running',
  user: 'shop',
  channels: 1,
  timeout: 60,
}));

/** A worker waits on a connection that the other end no longer has. */
export const HALF_OPEN: readonly Problem[] = [
  {
    evidence: 'rabbitmqctl list_connections with columns of choice',
    inputs: broker(
      `$ rabbitmqctl list_connections name peer_host peer_port state\nListing connections ...\nname\tpeer_host\tpeer_port\tstate\n${API.map((one) => [one.name, one.peer_host, one.peer_port, one.state].join('\t')).join('\n')}\n`,
    ),
    first: 'half-open-connection',
    names: ['10.31.4.12:51514'],
  },
  {
    evidence: 'rabbitmqctl list_connections of old, without a heading',
    inputs: broker(
      `$ sudo rabbitmqctl list_connections\nListing connections ...\n${SERVED.map((port) => `shop\t10.31.4.13\t${port}\trunning`).join('\n')}\n...done.\n`,
    ),
    first: 'half-open-connection',
    names: ['10.31.4.12:51514'],
  },
  {
    evidence: "the management API's connections",
    inputs: broker(JSON.stringify(API)),
    first: 'half-open-connection',
    names: ['10.31.4.12:51514'],
  },
  {
    evidence: 'netstat of both ends',
    inputs: [
      { role: 'host', text: 'tcp 0 0 10.31.4.12:51514 10.31.9.20:5672 ESTABLISHED 3120/python3\n' },
      {
        role: 'peer',
        text: 'tcp 0 0 0.0.0.0:5672 0.0.0.0:* LISTEN 901/beam.smp\ntcp 0 0 10.31.9.20:5672 10.31.4.13:40222 ESTABLISHED 901/beam.smp\n',
      },
    ],
    first: 'half-open-connection',
    names: ['10.31.4.12:51514'],
  },
  {
    evidence: 'ss of two machines in one paste',
    inputs: [
      {
        role: 'host',
        text: `[root@worker2 ~]# ss -tnp\n${WORKER}\n[root@mq1 ~]# ss -tan\nState Recv-Q Send-Q Local Address:Port  Peer Address:Port\nLISTEN 0     128        0.0.0.0:5672      0.0.0.0:*\nESTAB 0      0          10.31.9.20:5672   10.31.4.13:40222\n`,
      },
    ],
    first: 'half-open-connection',
    names: ['10.31.4.12:51514', '10.31.9.20'],
  },
  {
    evidence: 'CLIENT LIST of Redis',
    inputs: [
      {
        role: 'client',
        text: 'ESTAB 0 0 10.31.4.12:51600 10.31.9.21:6379 users:(("node",pid=412,fd=22))\nESTAB 0 0 10.31.4.12:51602 10.31.9.21:6379 users:(("node",pid=412,fd=23))\n',
      },
      {
        role: 'broker',
        text: '127.0.0.1:6379> CLIENT LIST\nid=811 addr=10.31.4.12:51602 laddr=10.31.9.21:6379 fd=14 name=jobs age=7210 idle=1 flags=N db=0 cmd=brpop user=default\nid=905 addr=127.0.0.1:40122 laddr=127.0.0.1:6379 fd=9 name= age=2 idle=0 flags=N db=0 cmd=client|list user=default\n',
      },
    ],
    first: 'half-open-connection',
    names: ['10.31.4.12:51600'],
  },
  {
    evidence: 'pg_stat_activity',
    inputs: [
      {
        role: 'client',
        text: 'ESTAB 0 0 10.31.4.12:51700 10.31.9.22:5432\nESTAB 0 0 10.31.4.12:51702 10.31.9.22:5432\n',
      },
      {
        role: 'broker',
        text: ' pid  | usename | client_addr | client_port | state  \n------+---------+-------------+-------------+--------\n 9120 | shop    | 10.31.4.12  |       51702 | idle\n 9133 | shop    | 10.31.4.15  |       40110 | active\n(2 rows)\n',
      },
    ],
    first: 'half-open-connection',
    names: ['10.31.4.12:51700'],
  },
  {
    evidence: 'SHOW PROCESSLIST, in a table that is as wide as a terminal',
    inputs: [
      {
        role: 'client',
        text: 'tcp 0 0 10.31.4.12:51800 10.31.9.23:3306 ESTABLISHED 77/java\ntcp 0 0 10.31.4.12:51802 10.31.9.23:3306 ESTABLISHED 77/java\n',
      },
      {
        role: 'broker',
        text: '+----+------+------------------+------+---------+------+-------+------------------+\n| Id | User | Host             | db   | Command | Time | State | Info             |\n+----+------+------------------+------+---------+------+-------+------------------+\n| 41 | shop | 10.31.4.12:51802 | shop | Sleep   |   12 |       | NULL             |\n| 44 | root | localhost        | NULL | Query   |    0 | init  | SHOW PROCESSLIST |\n+----+------+------------------+------+---------+------+-------+------------------+\n',
      },
    ],
    first: 'half-open-connection',
    names: ['10.31.4.12:51800'],
  },
  {
    evidence: 'both ends with the connection, under an address that was translated',
    inputs: [
      { role: 'client', text: 'ESTAB 0 0 10.200.1.5:41000 10.31.9.20:5672\n' },
      { role: 'broker', text: 'LISTEN 0 128 *:5672 *:*\nESTAB 0 0 10.31.9.20:5672 172.18.0.1:41000\n' },
    ],
    first: 'none',
  },
];
