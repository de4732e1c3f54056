import { describe, expect, it } from 'vitest';
import { fieldsOf, readBlocks } from './read-blocks.ts';

describe('sockets counted by state', () => {
  it.each([
    [
      'awk',
      "$ netstat -n | awk '/^tcp/ {++S[$NF]} END {for(a in S) print a, S[a]}'\nLAST_ACK 5\nCLOSE_WAIT 30\nFIN_WAIT2 4",
    ],
    ['uniq -c over ss', '      5 LAST-ACK\n     30 CLOSE-WAIT\n      1 State\n      4 FIN-WAIT-2'],
    [
      'uniq -c over netstat',
      '      1 established)\n      1 Foreign\n      5 LAST_ACK\n     30 CLOSE_WAIT\n      4 FIN_WAIT2',
    ],
    ['JSON over lines', '{\n  "LAST_ACK": 5,\n  "CLOSE_WAIT": 30,\n  "FIN_WAIT2": 4\n}'],
    ['JSON on a line', '{"last_ack": 5, "close_wait": 30, "fin_wait2": 4}'],
    ['pairs', 'LAST_ACK=5 CLOSE_WAIT=30 FIN_WAIT2=4'],
    ['pairs without a mark, behind a time', '2026-03-10 06:00  LAST-ACK 5   CLOSE-WAIT 30  FIN-WAIT-2 4'],
  ])('reads the layout of %s', (_, text) => {
    const blocks = readBlocks(text);

    expect(fieldsOf(blocks, 'state', 'count', 'snapshot')).toEqual([
      'LAST_ACK 5 s1',
      'CLOSE_WAIT 30 s1',
      'FIN_WAIT2 4 s1',
    ]);
  });

  it.each([
    ['an arrow', 'CLOSE_WAIT 47 <- climbs since Monday'],
    ['a comment', 'CLOSE_WAIT: 47   # 12 yesterday'],
    ['brackets', '47 CLOSE_WAIT (all of one worker)'],
    ['what is counted', 'CLOSE_WAIT 47 sockets'],
    ['marks of bold text', '**CLOSE_WAIT 47**'],
    ['a time and a comment', '09:15 CLOSE_WAIT 47 // before the restart'],
  ])('reads a count before %s', (_, line) => {
    expect(fieldsOf(readBlocks(line), 'state', 'count')).toEqual(['CLOSE_WAIT 47']);
  });

  it('takes no pair of a line for a remark on the one before', () => {
    expect(fieldsOf(readBlocks('CLOSE_WAIT=47; ESTABLISHED=3'), 'state', 'count')).toEqual([
      'CLOSE_WAIT 47',
      'ESTABLISHED 3',
    ]);
  });

  it.each([
    ['Bound, 4112', '4112, Bound'],
    ['CloseWait, 4112', '4112, CloseWait'],
  ])('reads PowerShell groups by state and process, written %s or %s', (...names) => {
    for (const name of names) {
      const blocks = readBlocks(
        `Count Name                      Group\n----- ----                      -----\n 2210 ${name}      {MSFT_NetTCPConnection (InstanceID = "0.0.0.0??50211")}`,
      );

      expect(fieldsOf(blocks, 'count', 'pid')).toEqual(['2210 4112']);
    }
  });

  it('adds up the lines of one state that count different peers', () => {
    const blocks = readBlocks(
      '     23 10.1.0.9:8080 CLOSE_WAIT\n      4 10.1.0.10:8080 CLOSE_WAIT\n      2 10.1.0.9:5672 ESTABLISHED',
    );

    expect(fieldsOf(blocks, 'state', 'count')).toEqual(['CLOSE_WAIT 27', 'ESTABLISHED 2']);
  });

  it('takes lines that bear times, or name the state again, as several looks', () => {
    const timed = readBlocks('2026-11-22 04:49:30 CLOSE_WAIT 23\n2026-11-22 04:49:40 CLOSE_WAIT 29');
    const repeated = readBlocks('CLOSE_WAIT 23\nCLOSE_WAIT 29');

    expect(fieldsOf(timed, 'snapshot', 'count')).toEqual(['s1 23', 's2 29']);
    expect(timed.observations.map(({ atMs }) => atMs)).toEqual([1795322970000, 1795322980000]);
    expect(fieldsOf(repeated, 'snapshot', 'count')).toEqual(['s1 23', 's2 29']);
  });

  it('takes the state from the command when only a number was printed', () => {
    const blocks = readBlocks('[ops@app01 ~]$ netstat -an | grep CLOSE_WAIT | wc -l\n231\nnext day');

    expect(fieldsOf(blocks, 'state', 'count')).toEqual(['CLOSE_WAIT 231']);
    expect(blocks.leftOver).toEqual(['next day']);
  });

  it('reads one number for each host from ansible, in both of its layouts', () => {
    const command = "$ ansible all -a 'netstat -nt | grep -c FIN_WAIT2'";

    const blocks = readBlocks(
      `${command}\nweb-1 | CHANGED | rc=0 | (stdout) 72\nweb-2 | CHANGED | rc=0 >>\n5\n`,
    );

    expect(fieldsOf(blocks, 'host', 'state', 'count')).toEqual(['web-1 FIN_WAIT2 72', 'web-2 FIN_WAIT2 5']);
  });

  it('reads a number alone below a command that lists one state, though the paste lacks what counts', () => {
    const blocks = readBlocks('$ netstat -anp |grep 50011 |grep CLOSE_WAIT\n878\n');

    expect(fieldsOf(blocks, 'state', 'count')).toEqual(['CLOSE_WAIT 878']);
    expect(readBlocks('$ netstat -an | grep CLOSE_WAIT\nweb-1: 878\n').observations).toEqual([]);
  });

  it('does not guess what a bare number counts', () => {
    expect(readBlocks('$ ls | wc -l\n12\n').observations).toEqual([]);
    expect(readBlocks("$ netstat -an | egrep 'CLOSE_WAIT|TIME_WAIT' | wc -l\n12\n").observations).toEqual([]);
  });

  it('reads node_exporter', () => {
    const blocks = readBlocks(`
# TYPE node_tcp_connection_states gauge
node_tcp_connection_states{instance="app01:9100",state="close_wait"} 12
node_sockstat_TCP_tw 5
node_netstat_TcpExt_ListenOverflows 3
`);

    expect(fieldsOf(blocks, 'host', 'state', 'count', 'name', 'value')).toEqual([
      'app01:9100 CLOSE_WAIT 12 - -',
      '- TIME_WAIT 5 - -',
      '- - - ListenOverflows 3',
    ]);
  });

  it('reads telegraf, the CloudWatch agent and collectd', () => {
    const blocks = readBlocks(`
> netstat,host=app01 tcp_close_wait=23i,tcp_established=12i 1732250000000000000
netstat_tcp_close_wait 24
PUTVAL "app01/tcpconns-5672-local/tcp_connections-CLOSE_WAIT" interval=10 1732250000:25
`);

    expect(fieldsOf(blocks, 'state', 'count', 'host')).toEqual([
      'CLOSE_WAIT 23 app01',
      'ESTABLISHED 12 app01',
      'CLOSE_WAIT 24 -',
      'CLOSE_WAIT 25 app01',
    ]);
  });

  it('reads nstat, sockstat and /proc/net/netstat', () => {
    const blocks = readBlocks(`
#kernel
IpInReceives                    18                 0.0
TcpRetransSegs                  7                  0.0
TcpExtListenOverflows           352                0.0
sockets: used 196
TCP: inuse 19 orphan 1 tw 4 alloc 28 mem 41
TcpExt: SyncookiesSent ListenOverflows
TcpExt: 2 9
`);

    expect(fieldsOf(blocks, 'name', 'value', 'state', 'count')).toEqual([
      'RetransSegs 7 - -',
      'ListenOverflows 352 - -',
      '- - TIME_WAIT 4',
      'TCPInuse 19 - -',
      'TCPOrphan 1 - -',
      'TCPAlloc 28 - -',
      'TCPMemPages 41 - -',
      'SyncookiesSent 2 - -',
      'ListenOverflows 9 - -',
    ]);
  });
});

describe('sockets grouped by PowerShell', () => {
  it.each([
    [
      'a column that somebody added, and the objects cut off',
      'Count Name               ProcessName        Group\n----- ----               -----------        -----\n 3120 Bound, 7044        agent              {MSFT_NetTCPConnection (InstanceID = "0.0.0.0??574...',
    ],
    ['the name first', 'Name          Count\n----          -----\nBound, 7044    3120'],
    ['a column for each', 'Count OwningProcess State\n----- ------------- -----\n 3120          7044 Bound'],
    [
      'each column first once',
      'State OwningProcess Count\n----- ------------- -----\nBound          7044  3120',
    ],
  ])('are counted with %s', (_, text) => {
    expect(fieldsOf(readBlocks(text), 'state', 'count', 'pid')).toEqual(['BOUND 3120 7044']);
  });
});

describe('states that a script of PowerShell counts again and again', () => {
  const SAMPLED = `
Taken                 State        Count
-----                 -----        -----
04.02.2026 08:00:00   Established     31
04.02.2026 08:00:00   CloseWait       14
04.02.2026 16:00:00   Established     29
04.02.2026 16:00:00   CloseWait      240
PS C:\\ops> netstat -ano | findstr CLOSE_WAIT | select -First 2
  TCP    10.60.2.4:50931        10.60.9.7:5672         CLOSE_WAIT      3308
  TCP    10.60.2.4:50944        10.60.9.7:5672         CLOSE_WAIT      3308`;

  it('are one snapshot for each moment, and end where something is typed', () => {
    const { observations } = readBlocks(SAMPLED);
    const counted = observations.filter(({ kind }) => kind === 'state-count');

    expect(
      counted.map(({ fields, atMs }) => [fields['snapshot'], fields['state'], fields['count'], atMs]),
    ).toEqual([
      ['s1', 'ESTABLISHED', 31, Date.UTC(2026, 1, 4, 8)],
      ['s1', 'CLOSE_WAIT', 14, Date.UTC(2026, 1, 4, 8)],
      ['s2', 'ESTABLISHED', 29, Date.UTC(2026, 1, 4, 16)],
      ['s2', 'CLOSE_WAIT', 240, Date.UTC(2026, 1, 4, 16)],
    ]);
    expect(observations.filter(({ kind }) => kind === 'connection')).toHaveLength(2);
  });
});

describe('numbers below a line that substitutes commands', () => {
  const moments = ['2026-02-04_08:00 12 45 771', '2026-02-04_09:00 80 47 771', '2026-02-04_10:00 155 44 771'];

  it.each([
    [
      'a crontab',
      '# 0 * * * * echo $(date +\\%F_\\%R) $(ss -Htan state close-wait | wc -l) $(ss -Htan state time-wait | wc -l) $(pidof relay)',
    ],
    [
      'a loop',
      '$ while sleep 3600; do echo `date +%F_%R` `netstat -nt | grep -c CLOSE_WAIT` `netstat -nt | grep -c TIME_WAIT` `pidof relay`; done',
    ],
  ])('are read by what stands in each place: %s', (_, above) => {
    const blocks = readBlocks([above, ...moments].join('\n'));

    expect(fieldsOf(blocks, 'state', 'count', 'snapshot')).toEqual([
      'CLOSE_WAIT 12 s1',
      'TIME_WAIT 45 s1',
      'CLOSE_WAIT 80 s2',
      'TIME_WAIT 47 s2',
      'CLOSE_WAIT 155 s3',
      'TIME_WAIT 44 s3',
    ]);
  });

  it('stay unread where no command stands for each', () => {
    const above = 'echo $(date +%F_%R) $(ss -Htan state close-wait | wc -l)';

    expect(readBlocks([above, ...moments].join('\n')).observations).toEqual([]);
  });
});

describe('counts of several hosts', () => {
  it.each([
    [
      'ansible on one line',
      "$ ansible web -o -a 'netstat -nt | grep CLOSE_WAIT | wc -l'\nweb-1.lan | CHANGED | rc=0 | (stdout) 0\nweb-2.lan | CHANGED | rc=0 | (stdout) 61",
    ],
    [
      'ansible',
      "$ ansible web -m shell -a 'ss -tan | grep -c CLOSE-WAIT'\nweb-1.lan | CHANGED | rc=0 >>\n0\nweb-2.lan | CHANGED | rc=0 >>\n61",
    ],
    [
      'a command whose prompt was lost',
      "ansible web.eu -o -a 'sudo netstat -pnt | grep CLOSE_WAIT | wc -l'\nweb-1.lan | CHANGED | rc=0 | (stdout) 0\nweb-2.lan | CHANGED | rc=0 | (stdout) 61",
    ],
    [
      'a prefix with the host',
      '$ pdsh -w web-[1-2] netstat -ant | grep -c CLOSE_WAIT\nweb-1.lan: 0\nweb-2.lan: 61',
    ],
  ])('reads %s', (_, text) => {
    const { observations, leftOver } = readBlocks(text);

    expect(
      observations.map(({ kind, fields }) => [kind, fields['state'], fields['host'], fields['count']]),
    ).toEqual([
      ['state-count', 'CLOSE_WAIT', 'web-1.lan', 0],
      ['state-count', 'CLOSE_WAIT', 'web-2.lan', 61],
    ]);
    expect(leftOver).toEqual([]);
  });
});

describe('sessions of a database counted by state', () => {
  it('makes a snapshot of each look, whatever stands between', () => {
    const blocks = readBlocks(
      'morning\n 4       active\n 2       idle in transaction\nnoon\n 5       active\n 17      idle in transaction',
    );

    expect(fieldsOf(blocks, 'snapshot', 'state', 'count', 'source')).toEqual([
      's1 active 4 sessions',
      's1 idle in transaction 2 sessions',
      's2 active 5 sessions',
      's2 idle in transaction 17 sessions',
    ]);
  });

  it.each([
    [
      'psql',
      '        state        | count \n---------------------+-------\n active              |     4\n                     |     6\n idle in transaction |     2\n(3 rows)',
    ],
    [
      'a table with borders',
      '+---------------------+-------+\n| state               | count |\n+---------------------+-------+\n| active              |     4 |\n| idle in transaction |     2 |\n+---------------------+-------+',
    ],
  ])('reads the layout of %s', (_, text) => {
    expect(fieldsOf(readBlocks(text), 'state', 'count')).toEqual(['active 4', 'idle in transaction 2']);
  });

  it('reads nothing into a sentence that counts what is active', () => {
    expect(readBlocks('3 active').observations).toEqual([]);
  });
});
