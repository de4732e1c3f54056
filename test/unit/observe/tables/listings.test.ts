import { describe, expect, it } from 'vitest';
import { fieldsOf, readBlocks } from './read-blocks.ts';

const connectionOfApi = (port: number) =>
  JSON.stringify(
    {
      channels: 1,
      client_properties: { connection_name: 'w' },
      name: `10.0.0.5:${port} -> 10.0.0.1:5672`,
      state: 'running',
    },
    null,
    2,
  );

const statusText = (running: string, alarms: string, partitions: string) =>
  `Cluster status of node rabbit@mq1 ...\nBasics\n\nCluster name: rabbit@mq1\n\nDisk Nodes\n\nrabbit@mq1\nrabbit@mq2\n\nRunning Nodes\n\n${running}\n\nVersions\n\nrabbit@mq1: RabbitMQ 3.10.8 on Erlang 25.2.3\n\nAlarms\n\n${alarms}\n\nNetwork Partitions\n\n${partitions}\n`;

describe('connections as RabbitMQ lists them', () => {
  it('reads rabbitmqctl list_connections with chosen columns and client properties', () => {
    const blocks = readBlocks(
      'Listing connections ...\nname\tpeer_host\tpeer_port\tuser\tstate\ttimeout\tclient_properties\tsend_pend\n' +
        '127.0.0.1:48284 -> 127.0.0.1:35672\t127.0.0.1\t48284\tguest\trunning\t30\t[{"connection_name","billing-worker"},{"product","amqplib"},{"version","2.3.1"}]\t0\n',
    );

    expect(
      fieldsOf(
        blocks,
        'client',
        'server',
        'clientName',
        'library',
        'timeoutSec',
        'state',
        'sendPendingBytes',
      ),
    ).toEqual(['127.0.0.1:48284 127.0.0.1:35672 billing-worker amqplib 30 running 0']);
  });

  it('reads addresses that the JSON formatter prints as lists', () => {
    const blocks = readBlocks(
      '[\n{"name":"127.0.0.1:48284 -> 127.0.0.1:35672","client_properties":[["connection_name","longstr","billing-worker"]],"peer_host":[0,0,0,0,0,65535,32512,1],"peer_port":48284,"timeout":30}\n]\n',
    );

    expect(fieldsOf(blocks, 'client', 'server', 'clientName')).toEqual([
      '127.0.0.1:48284 127.0.0.1:35672 billing-worker',
    ]);
  });

  it('reads the management API over many lines, as far as a cut-off document is whole', () => {
    const blocks = readBlocks(
      `[\n${connectionOfApi(40001)},\n${connectionOfApi(40002)},\n{ "channels": 3,\n  "name": "10.`,
    );

    expect(fieldsOf(blocks, 'client', 'channels')).toEqual(['10.0.0.5:40001 1', '10.0.0.5:40002 1']);
    expect(blocks.observations[1]?.at).toMatchObject({ line: 10, endLine: 17 });
  });
});

describe('queues as RabbitMQ lists them', () => {
  it.each([
    [
      'tabs',
      'Timeout: 60.0 seconds ...\nListing queues for vhost / ...\nname\tmessages\tconsumers\nmail out\t12\t0\n',
    ],
    [
      'the old heading-less form',
      '# rabbitmqctl list_queues name messages consumers\nListing queues ...\nmail out\t12\t0\n...done.\n',
    ],
    [
      'rabbitmqadmin',
      '+----------+----------+-----------+\n|   name   | messages | consumers |\n+----------+----------+-----------+\n| mail out | 12       | 0         |\n+----------+----------+-----------+',
    ],
    [
      'pretty_table',
      '(0lqqqqqqqqqqwqqqqqqqqqqwqqqqqqqqqqqk(B\n(0x(B name     (0x(B messages (0x(B consumers (0x(B\n(0tqqqqqqqqqqnqqqqqqqqqqnqqqqqqqqqqqu(B\n(0x(B mail out (0x(B 12       (0x(B 0         (0x(B\n(0mqqqqqqqqqqvqqqqqqqqqqvqqqqqqqqqqqj(B',
    ],
    [
      'boxes',
      '┌──────────┬──────────┬───────────┐\n│ name     │ messages │ consumers │\n├──────────┼──────────┼───────────┤\n│ mail out │ 12       │ 0         │\n└──────────┴──────────┴───────────┘',
    ],
    ['JSON', '[\n{"name":"mail out","messages":12,"consumers":0}\n]'],
    [
      'a page of the API',
      '{"filtered_count":1,"items":[{"name":"mail out","messages":12,"consumers":0}],"page":1}',
    ],
    [
      'the long form',
      `${'-'.repeat(80)}\n\n       vhost: /\n        name: mail out\n   consumers: 0\n    messages: 12\n\n${'-'.repeat(80)}\n`,
    ],
  ])('reads %s', (_, text) => {
    const blocks = readBlocks(text);

    expect(fieldsOf(blocks, 'queue', 'messages', 'consumers')).toEqual(['mail out 12 0']);
    expect(blocks.leftOver).toEqual([]);
  });

  it.each([
    ['quotes', 'This is what `sudo rabbitmqctl -p shop list_queues` says\n\n```\n'],
    ['ends with', 'Output of rabbitmqctl list_queues:\n\n'],
  ])('are read below a sentence that %s the command', (_, above) => {
    const blocks = readBlocks(`${above}jobs.in 49871\nmail   4\n`);

    expect(fieldsOf(blocks, 'queue', 'messages')).toEqual(['jobs.in 49871', 'mail 4']);
  });

  it('are down where an old broker prints the columns in place of their state', () => {
    const blocks = readBlocks(
      '$ ./rabbitmqctl -n hare list_queues name state durable\nListing queues ...\njobs  running true\nmail  [name, state, durable] true\n',
    );

    expect(fieldsOf(blocks, 'queue', 'state')).toEqual(['jobs running', 'mail down']);
  });
});

describe('cluster status', () => {
  it('reads the alarms of rabbitmqctl status of old versions', () => {
    const blocks = readBlocks(`
Status of node rabbit@mq2 ...
[{pid,812},
 {running_applications,[{rabbit,"RabbitMQ","3.6.12"}]},
 {alarms,[{resource_limit,memory,'rabbit@mq2'}]},
 {vm_memory_high_watermark,0.4}]
`);

    expect(fieldsOf(blocks, 'statement', 'node')).toEqual(['memory-alarm rabbit@mq2']);
  });

  it('reads the Erlang term of old versions', () => {
    const blocks = readBlocks(`
Cluster status of node 'rabbit@mq1' ...
[{nodes,[{disc,['rabbit@mq1','rabbit@mq2']},{ram,['rabbit@mq3']}]},
 {running_nodes,['rabbit@mq3','rabbit@mq1']},
 {partitions,[{'rabbit@mq1',['rabbit@mq2']}]},
 {alarms,[{'rabbit@mq1',[memory]},{'rabbit@mq3',[]}]}]
...done.
`);

    expect(fieldsOf(blocks, 'statement', 'node', 'nodes')).toEqual([
      'partition rabbit@mq1 rabbit@mq2',
      'node-down rabbit@mq2 rabbit@mq3, rabbit@mq1',
      'memory-alarm rabbit@mq1 -',
    ]);
    expect(blocks.observations[0]?.verbatim).toContain('{partitions,');
  });

  it('reads the sections of newer versions, and finds nothing in a healthy one', () => {
    const broken = readBlocks(
      statusText(
        'rabbit@mq1',
        'Memory alarm on node rabbit@mq1\nFree disk space alarm on node rabbit@mq1',
        'Node rabbit@mq1 cannot communicate with rabbit@mq2',
      ),
    );
    const healthy = readBlocks(statusText('rabbit@mq1\nrabbit@mq2', '(none)', '(none)'));

    expect(fieldsOf(broken, 'statement', 'node')).toEqual([
      'partition rabbit@mq1',
      'node-down rabbit@mq2',
      'memory-alarm rabbit@mq1',
      'disk-alarm rabbit@mq1',
    ]);
    expect(healthy.observations).toEqual([]);
    expect(healthy.leftOver).toEqual([]);
  });

  it('reads JSON', () => {
    const blocks = readBlocks(
      '{"alarms":[{"node":"a@b","resource":"memory","type":"resource_limit"}],"disk_nodes":["a@b","c@d"],"partitions":{"a@b":["c@d"]},"ram_nodes":[],"running_nodes":["a@b"]}',
    );

    expect(fieldsOf(blocks, 'statement', 'node')).toEqual([
      'partition a@b',
      'node-down c@d',
      'memory-alarm a@b',
    ]);
  });
});

describe('database sessions', () => {
  it('reads the process list of MySQL as a table, over a statement with line breaks, and as records', () => {
    const grid = readBlocks(`
+----+------+-----------------+------+---------+------+-------+------------+
| Id | User | Host            | db   | Command | Time | State | Info       |
+----+------+-----------------+------+---------+------+-------+------------+
|  2 | app  | 10.0.0.5:40679  | shop | Query   |    9 | init  | select 1
  from dual |
|  4 | app  | 10.0.0.5:40680  | NULL | Sleep   |  800 |       | NULL       |
+----+------+-----------------+------+---------+------+-------+------------+
`);
    const records = readBlocks(
      '*************************** 1. row ***************************\n     Id: 5\n   User: app\n   Host: 10.0.0.5:41234\nCommand: Sleep\n   Time: 800\n',
    );

    expect(fieldsOf(grid, 'id', 'client', 'database', 'state', 'idleSec')).toEqual([
      '2 10.0.0.5:40679 shop Query -',
      '4 10.0.0.5:40680 - Sleep 800',
    ]);
    expect(fieldsOf(records, 'id', 'state', 'idleSec')).toEqual(['5 Sleep 800']);
  });

  it('reads pg_stat_activity and the titles of back ends in ps', () => {
    const table = readBlocks(`
  pid  | usename | datname |        state        |    idle_for
-------+---------+---------+---------------------+-----------------
 12345 | app     | shop    | idle in transaction | 00:12:34.123456
 12346 | app     | shop    | active              |
(2 rows)
`);
    const ps = readBlocks(`
postgres  3270  0.0  0.2 242337 20560 ?   Ss   15:16   0:00 postgres: checkpointer
postgres 32746  0.0  0.2 242337 20560 ?   Ss   15:16   0:00 postgres: app shop 10.0.0.5(52032) idle in transaction
`);

    expect(fieldsOf(table, 'id', 'state', 'idleSec')).toEqual([
      '12345 idle in transaction 754',
      '12346 active -',
    ]);
    expect(fieldsOf(ps, 'id', 'user', 'database', 'client', 'state')).toEqual([
      '32746 app shop 10.0.0.5:52032 idle in transaction',
    ]);
  });
});

describe('open transactions as InnoDB lists them', () => {
  it('wait for their clients where their threads sleep', () => {
    const blocks = readBlocks(`
+------+-----------+---------------------+-----------+---------+-------+
| id   | trx_state | trx_started         | host      | command | time  |
+------+-----------+---------------------+-----------+---------+-------+
| 8810 | RUNNING   | 2026-02-13 01:12:08 | 10.9.7.15 | Sleep   | 40111 |
| 8822 | RUNNING   | 2026-02-13 12:40:31 | 10.9.7.15 | Query   |     2 |
+------+-----------+---------------------+-----------+---------+-------+
`);

    expect(fieldsOf(blocks, 'id', 'client', 'state', 'idleSec')).toEqual([
      '8810 10.9.7.15 idle in transaction 40111',
      '8822 10.9.7.15 active -',
    ]);
  });

  it('do so where they run no statement', () => {
    const blocks = readBlocks(`
+---------------------+-----------+---------------------+-----------+
| trx_mysql_thread_id | trx_state | trx_started         | trx_query |
+---------------------+-----------+---------------------+-----------+
|                8810 | RUNNING   | 2026-02-13 01:12:08 | NULL      |
|                8822 | RUNNING   | 2026-02-13 12:40:31 | select 1  |
+---------------------+-----------+---------------------+-----------+
`);

    expect(fieldsOf(blocks, 'id', 'state')).toEqual(['8810 idle in transaction', '8822 active']);
  });
});

describe('queues as Artemis lists them', () => {
  it('hold what is counted now, not what was ever added', () => {
    const blocks = readBlocks(`
|NAME      |ADDRESS   |CONSUMER|MESSAGE|MESSAGES|DELIVERING|MESSAGES|SCHEDULED|ROUTING|
|          |          | COUNT  | COUNT | ADDED  |  COUNT   | ACKED  |  COUNT  | TYPE  |
|store.in  |store.in  |4       |2      |712331  |0         |712329  |0        |ANYCAST|
`);

    expect(fieldsOf(blocks, 'queue', 'messages', 'consumers')).toEqual(['store.in 2 4']);
  });
});
