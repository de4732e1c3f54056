import { describe, expect, it } from 'vitest';
import { readBlocks } from './read-blocks.ts';

function clusterSays(text: string) {
  return readBlocks(text)
    .observations.filter(({ kind }) => kind === 'cluster')
    .map(({ fields }) => fields);
}

describe('what a broker says of its own state', () => {
  it('reads a cluster status whose first node stands on a line of its own', () => {
    const text = `
Cluster status of node 'rabbit@ip-10-9-1-1.internal' ...
[{nodes,
     [{disc,
          ['rabbit@ip-10-9-1-1.internal',
           'rabbit@ip-10-9-1-2.internal']}]},
 {running_nodes,['rabbit@ip-10-9-1-2.internal','rabbit@ip-10-9-1-1.internal']},
 {partitions,
     [{'rabbit@ip-10-9-1-1.internal',
          ['rabbit@ip-10-9-1-2.internal']}]},
 {alarms,[{'rabbit@ip-10-9-1-2.internal',[]}]}]`;

    expect(clusterSays(text)).toEqual([
      {
        statement: 'partition',
        node: 'rabbit@ip-10-9-1-1.internal',
        nodes: 'rabbit@ip-10-9-1-2.internal',
        count: 1,
      },
    ]);
  });

  it.each([
    ['JSON', '                "ActionRequiredCode": "RABBITMQ_MEMORY_ALARM",', 'memory-alarm'],
    ['JSON of the API', '  "actionRequiredCode": "RABBITMQ_DISK_ALARM",', 'disk-alarm'],
    ['YAML', '  ActionRequiredCode: RABBITMQ_DISK_ALARM', 'disk-alarm'],
    ['text', 'ACTIONSREQUIRED\tRABBITMQ_MEMORY_ALARM\thttps://docs.aws.amazon.com/', 'memory-alarm'],
  ])('reads the alarm for which Amazon MQ requires an action, as %s', (_, line, statement) => {
    expect(clusterSays(line)).toEqual([{ statement }]);
  });

  it('says nothing of an action that concerns no connection', () => {
    expect(clusterSays('"ActionRequiredCode": "RABBITMQ_INVALID_KMS_KEY",')).toEqual([]);
  });

  it('says nothing of a cluster without partitions, alarms and nodes that are down', () => {
    const text = `
Cluster status of node 'rabbit@a' ...
[{nodes,
     [{disc,['rabbit@a','rabbit@b']}]},
 {running_nodes,['rabbit@b','rabbit@a']},
 {partitions,[]},
 {alarms,[{'rabbit@b',[]},{'rabbit@a',[]}]}]`;

    expect(clusterSays(text)).toEqual([]);
  });

  it.each([
    [
      'blanks in place of tabs',
      '/    false   [{rabbit@a, running}]',
      'sales    false   [{rabbit@a, stopped}]',
    ],
    ['tabs', '/\tfalse\t[{rabbit@a, running}]', 'sales\tfalse\t[{rabbit@a, stopped}]'],
  ])('tells a stopped virtual host from a running one, with %s', (_, running, stopped) => {
    const text = `
$ rabbitmqctl list_vhosts name tracing cluster_state
Listing vhosts ...
${running}
${stopped}`;

    expect(clusterSays(text)).toMatchObject([
      { vhost: '/', statement: 'vhost-running' },
      { vhost: 'sales', statement: 'vhost-stopped', node: 'rabbit@a' },
    ]);
  });

  it.each([
    [
      'definitions',
      `{"permissions": [
  {"user": "admin", "vhost": "/", "configure": ".*", "write": ".*", "read": ".*"},
  {"user": "viewer", "vhost": "/", "configure": "", "write": "^$", "read": ".*"}
]}`,
    ],
    [
      'a listing',
      'Listing permissions for vhost "/" ...\nuser\tconfigure\twrite\tread\nadmin\t.*\t.*\t.*\nviewer\t\t\t.*',
    ],
  ])('tells which rights a user lacks, by %s', (_, text) => {
    expect(clusterSays(`\n${text}`)).toMatchObject([
      { user: 'admin', statement: 'permission-given' },
      { user: 'viewer', statement: 'permission-missing', lacks: 'configure, write' },
    ]);
  });

  it('reads alarms and partitions of /api/nodes', () => {
    const text = `
[
  {
    "partitions": ["rabbit@b"],
    "fd_used": 40,
    "fd_total": 1024,
    "mem_alarm": true,
    "disk_free_alarm": false,
    "name": "rabbit@a",
    "running": true
  },
  {"partitions": [], "mem_alarm": false, "disk_free_alarm": false, "name": "rabbit@b", "running": true}
]`;

    expect(clusterSays(text)).toEqual([
      { statement: 'memory-alarm', node: 'rabbit@a' },
      { statement: 'partition', node: 'rabbit@a', nodes: 'rabbit@b', count: 1 },
    ]);
  });

  it('reads alarms of nodes that rabbitmqadmin lists', () => {
    const text = `
+------------+-----------+-----------------+---------+
|    name    | mem_alarm | disk_free_alarm | running |
+------------+-----------+-----------------+---------+
| rabbit@mq8 | True      | False           | True    |
| rabbit@mq9 | False     | False           | True    |
+------------+-----------+-----------------+---------+`;

    expect(clusterSays(text)).toEqual([
      { statement: 'memory-alarm', node: 'rabbit@mq8' },
      { statement: 'node-running', node: 'rabbit@mq9' },
    ]);
  });

  it('reads connections as YAML', () => {
    const text = `
- name: 10.8.1.2:41002 -> 10.8.1.9:5672
  user: billing
  timeout: 0
  peer_host: 10.8.1.2
  peer_port: 41002
- name: 10.8.1.3:41010 -> 10.8.1.9:5672
  user: billing
  timeout: 60
  peer_host: 10.8.1.3
  peer_port: 41010`;

    expect(readBlocks(text).observations.map(({ fields }) => fields)).toMatchObject([
      { client: '10.8.1.2:41002', timeoutSec: 0 },
      { client: '10.8.1.3:41010', timeoutSec: 60 },
    ]);
  });

  it('reads alarms of a status in JSON', () => {
    const text = `
{"alarms": [["resource_limit", "disk", "rabbit@a"]], "file_descriptors": {"total_limit": 924, "total_used": 10}}`;

    expect(clusterSays(text)).toEqual([{ statement: 'disk-alarm', node: 'rabbit@a' }]);
  });

  it.each(["u'", "'"])('reads connections that a Python program printed with %s', (quote) => {
    const text = `
{q'channel_max': 2047,
 q'client_properties': {q'product': q'rabbitmq-c', q'note': q"the client's own"},
 q'name': q'10.9.0.4:40112 -> 10.9.0.9:5672',
 q'ssl': False,
 q'timeout': 0,
 q'user': None,
 q'vhost': q'/'}`.replaceAll("q'", quote);

    const { observations } = readBlocks(text.replaceAll('q"', '"'));

    expect(observations).toMatchObject([
      {
        kind: 'broker-connection',
        fields: { client: '10.9.0.4:40112', timeoutSec: 0, library: 'rabbitmq-c' },
      },
    ]);
  });
});
