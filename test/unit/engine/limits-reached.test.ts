import { describe, expect, it } from 'vitest';
import { isoSeconds } from '../../../src/model/iso-time.ts';
import { builtInEngine } from '../../support/built-in-runbooks.ts';
import { triageWith } from '../../support/triage-text.ts';
import { createNoise, series } from '../detect/derive/growth/synthetic.ts';

const engine = builtInEngine();
const diagnose = (text: string) => triageWith(engine, text).diagnoses;

/** An answer of Prometheus' query_range: each metric with its labels, and what it was over eight hours. */
function ranges(metrics: Record<string, (hour: number) => number>, labels: Record<string, string>): string {
  const result = Object.entries(metrics).map(([name, at]) => ({
    metric: { __name__: name, ...labels },
    values: series(8, 15, at).map(({ atMs, value }) => [atMs / 1000, String(value)]),
  }));
  return JSON.stringify({ status: 'success', data: { resultType: 'matrix', result } });
}

/** What `ss -tanp` shows of a program at each moment: its connections to a database. */
function tables(at: (hour: number) => number): string {
  return series(8, 15, at)
    .map(({ atMs, value }) => {
      const rows = Array.from(
        { length: value },
        (_, i) => `ESTAB 0 0 10.0.0.5:${40_000 + i} 10.0.0.9:5432 users:(("java",pid=63545,fd=9))`,
      );
      return [
        isoSeconds(atMs),
        'State Recv-Q Send-Q Local Address:Port Peer Address:Port Process',
        ...rows,
      ].join('\n');
    })
    .join('\n');
}

describe('what stays at its limit', () => {
  it.each([
    [
      'a pool that filled up',
      ranges(
        {
          hikaricp_connections_active: (at) => Math.min(50, 5 + 12 * at),
          hikaricp_connections_max: () => 50,
        },
        { pool: 'main' },
      ),
      'connection-pool-exhausted',
      'The number of connections in use of main grew, and stays at 50 since 07:45, at the limit of 50 connections in use',
    ],
    [
      'sessions of a database since a release',
      ranges(
        { pg_stat_database_numbackends: (at) => (at < 4 ? 40 : 100), pg_settings_max_connections: () => 100 },
        { server: 'db01' },
      ),
      'connection-limit',
      'The number of connections rose from 40 to 100 at 08:00 and stays there, at the limit of 100 connections',
    ],
    [
      'descriptors of a process',
      ranges(
        { process_open_fds: (at) => (at < 4 ? 300 : 1023), process_max_fds: () => 1024 },
        { job: 'orders' },
      ),
      'file-descriptor-exhaustion',
      'The number of descriptors rose from 300 to 1,023 at 08:00 and stays there, at the limit of 1,024 descriptors',
    ],
    [
      'connections of a program whose pool is told of',
      `${tables((at) => (at < 4 ? 5 : 20))}\n\n$ curl -s app:8080/metrics\nhikaricp_connections_pending{pool="main"} 12\nhikaricp_connections_active{pool="main"} 20\nhikaricp_connections_idle{pool="main"} 0\nhikaricp_connections_max{pool="main"} 20\n`,
      'connection-pool-exhausted',
      'ESTABLISHED of java (pid 63545) to 10.0.0.9:5432 rose from 5 to 20 at 08:00 and stays there, at the limit of 20 connections of its pool',
    ],
  ])('is said of %s', (_, text, runbook, growth) => {
    const [first] = diagnose(text);

    expect(first?.runbook).toBe(runbook);
    expect(first?.why.join('\n')).toContain(growth);
  });

  it('is said of a queue that only grows, with its rate', () => {
    const [first] = diagnose(
      ranges({ rabbitmq_queue_messages: (at) => 200 + 3_000 * at }, { queue: 'orders' }),
    );

    expect(first?.runbook).toBe('queue-backlog');
    expect(first?.why[0]).toContain('The number of messages of orders grows by 3,000 an hour since 04:00');
  });

  it('is not said of numbers that waver below it', () => {
    const found = Array.from({ length: 40 }, (_, seed) => {
      const noise = createNoise(seed + 1);
      const used = () => Math.min(50, noise.poisson(30));
      return diagnose(
        ranges(
          {
            hikaricp_connections_active: used,
            hikaricp_connections_max: () => 50,
            rabbitmq_queue_messages: used,
          },
          { pool: 'main' },
        ),
      );
    });

    expect(found.flat()).toEqual([]);
  });
});

describe('a list of tracked connections', () => {
  const entry = (leftSec: number) =>
    `tcp      6 ${leftSec} ESTABLISHED src=10.0.0.5 dst=10.0.0.9 sport=40000 dport=5672 src=10.0.0.9 dst=10.0.0.5 sport=5672 dport=40000 [ASSURED] mark=0 use=1\n`;
  const listed = (entries: number) =>
    `${entry(431_998)}conntrack v1.4.7 (conntrack-tools): ${entries} flow entries have been shown.\n$ sysctl net.netfilter.nf_conntrack_max\nnet.netfilter.nf_conntrack_max = 262144\n`;

  it('is full where it is as long as the kernel lets it be', () => {
    expect(diagnose(listed(262_101)).map(({ runbook }) => runbook)).toEqual(['conntrack-table-full']);
    expect(diagnose(listed(1_201))).toEqual([]);
  });

  it('tells which connections the firewall forgets next', () => {
    const gone = '2026-11-22 05:02:13 ERROR connection lost: idle for 351 s, reset by peer\n';

    const [first] = diagnose(`${gone}\n${entry(12)}`);

    expect(first?.runbook).toBe('idle-connection-dropped');
    expect(first?.why.join('\n')).toContain('10.0.0.5:40000 to 10.0.0.9:5672 in 12 s');
  });
});

describe('numbers that a command prints alone', () => {
  it.each([
    [
      'the count and the limit of sysctl -n',
      '$ sysctl -n net.netfilter.nf_conntrack_count net.netfilter.nf_conntrack_max\n65531\n65536\n',
      'conntrack-table-full',
      '65531 of 65536',
    ],
    [
      'both files of /proc in one command',
      '$ cat /proc/sys/net/netfilter/nf_conntrack_count /proc/sys/net/netfilter/nf_conntrack_max\n61200\n61440\n',
      'conntrack-table-full',
      '61200 of 61440',
    ],
    [
      'conntrack -C',
      '# conntrack -C\n65531\n# sysctl -n net.netfilter.nf_conntrack_max\n65536\n',
      'conntrack-table-full',
      '65531 of 65536',
    ],
    [
      'descriptors beside ulimit',
      '$ sudo ls -1 /proc/4123/fd | wc -l\n1023\n$ ulimit -n\n1024\n',
      'file-descriptor-exhaustion',
      '1023 of 1024',
    ],
  ])('are read: %s', (_, text, runbook, says) => {
    const [first] = diagnose(text);
    expect(first?.runbook).toBe(runbook);
    expect(first?.why.join('\n')).toContain(says);
  });

  it.each([
    [
      'conntrack far from its limit',
      '# conntrack -C\n812\n# sysctl -n net.netfilter.nf_conntrack_max\n65536\n',
    ],
    ['few descriptors', '$ ls /proc/4123/fd | wc -l\n61\n$ ulimit -n\n1024\n'],
  ])('are no trouble: %s', (_, text) => {
    expect(diagnose(text)).toEqual([]);
  });
});
