import { describe, expect, it } from 'vitest';
import { usages } from '../../../../src/detect/derive/usages.ts';
import { observe } from '../../../../src/observe/observe.ts';

/** What is in use beside its limit, of texts that are one input each. */
function usagesOf(...texts: string[]) {
  const rows = texts.flatMap((text, at) => observe(text, { name: `input${at}` }).observations);
  return usages(rows).map(({ fields }) => fields);
}

describe('what is in use beside its limit', () => {
  it.each([
    [
      'an Erlang status',
      ' {file_descriptors,[{total_limit,924},\n   {total_used,700},\n   {sockets_limit,829},{sockets_used,829}]},',
      [
        { resource: 'descriptors', used: 700, limit: 924, percent: 75.8 },
        { resource: 'sockets', used: 829, limit: 829, percent: 100 },
      ],
    ],
    [
      'a status since 3.8',
      'File Descriptors\n\nTotal: 31, limit: 1048479\nSockets: 12, limit: 943629',
      [
        { resource: 'descriptors', used: 31, limit: 1_048_479 },
        { resource: 'sockets', used: 12, limit: 943_629 },
      ],
    ],
    [
      'its memory and disk',
      'Total memory used: 1.7 gb\nMemory high watermark setting: 0.4 of available memory, computed to: 1.6 gb\nLow free disk space watermark: 2.0 gb\nFree disk space: 1.0 gb',
      [
        { resource: 'memory', used: 1.7e9, limit: 1.6e9, percent: 106.3 },
        { resource: 'disk-space', free: 1e9, limit: 2e9, percent: 200 },
      ],
    ],
    [
      '/api/nodes',
      '{"mem_used":220,"mem_limit":400,"fd_used":1020,"fd_total":1024,"name":"rabbit@a"}',
      [
        { resource: 'memory', percent: 55 },
        { resource: 'descriptors', used: 1020, percent: 99.6 },
      ],
    ],
    [
      'INFO of Redis',
      '# Clients\nconnected_clients:98\nmaxclients:100',
      [{ resource: 'connections', product: 'redis', used: 98, limit: 100, percent: 98 }],
    ],
    [
      "MongoDB's serverStatus",
      '{ "current" : 812, "available" : 7, "totalCreated" : 90211 }',
      [{ product: 'mongodb', used: 812, limit: 819 }],
    ],
    [
      '/varz of NATS',
      '{\n  "max_connections": 1000,\n  "connections": 998,\n  "total_connections": 88211\n}',
      [{ product: 'nats', used: 998, limit: 1000 }],
    ],
    [
      'files that a process has open',
      '$ ls /proc/8122/fd | wc -l\n1023\nMax open files            1024                 1048576              files',
      [{ resource: 'descriptors', used: 1023, limit: 1024 }],
    ],
    [
      'sessions that were counted',
      'app=# select count(*) from pg_stat_activity;\n count\n-------\n    99\n(1 row)\n\napp=# show max_connections;\n max_connections\n-----------------\n 100\n(1 row)',
      [{ product: 'postgresql', used: 99, limit: 100 }],
    ],
    [
      'samples of an exporter',
      'process_open_fds 4.05e+03\nprocess_max_fds 4096',
      [{ resource: 'descriptors', used: 4050, limit: 4096 }],
    ],
    [
      'the limit of each process by itself',
      'process_open_fds{pid="310"} 990\nprocess_max_fds{pid="310"} 1024\nprocess_open_fds{pid="77"} 50000\nprocess_max_fds{pid="77"} 65536',
      [
        { of: '310', used: 990, limit: 1024 },
        { of: '77', used: 50_000, limit: 65_536 },
      ],
    ],
  ])('reads %s', (_, text, expected) => {
    expect(usagesOf(text)).toMatchObject(expected);
  });

  it('compares a limit in one input with the use in another', () => {
    const used =
      'Filesystem     1K-blocks     Used Available Use% Mounted on\n/dev/vda1       41151808 40102912   1048896  98% /\n';
    const limit = 'disk_free_limit.absolute = 2GB\n';

    expect(usagesOf(used, limit)).toMatchObject([
      { resource: 'disk-space', of: '/', limit: 2e9, percent: 186.2 },
    ]);
  });

  it('looks at the file system that holds the data, not at a fuller one', () => {
    const disks = [
      '/dev/vda1       20G   19G  500M  98% /',
      '/dev/vdb1      200G   20G  180G  10% /var/lib/rabbitmq',
      '/dev/vdc1       10G   10G  100M  99% /mnt/backup',
    ].join('\n');

    expect(usagesOf(disks, 'disk_free_limit.absolute = 2GB\n')).toMatchObject([
      { of: '/var/lib/rabbitmq', percent: 1 },
    ]);
  });

  it("counts a database's listed sessions against its limit", () => {
    const sessions = ' state | count\n-------+-------\n active | 57\n idle | 41\n idle in transaction | 1\n';
    const limit = ' max_connections\n-----------------\n 100\n(1 row)\n';

    expect(usagesOf(sessions, limit)).toMatchObject([{ product: 'postgresql', used: 99, limit: 100 }]);
  });

  it('compares nothing of different products', () => {
    expect(usagesOf('connected_clients:98\nMaxconn: 98')).toEqual([]);
  });
});
