import { describe, expect, it } from 'vitest';
import { fieldsOf, readBlocks } from './read-blocks.ts';

describe('tables of other tools', () => {
  it('reads lsof with files between the sockets', () => {
    const blocks = readBlocks(`
COMMAND   PID USER   FD   TYPE DEVICE SIZE/OFF NODE NAME
python3 32492 root  cwd    DIR  254,0     4096 1234 /tmp
python3 32492 root    3u  IPv4  85276      0t0  TCP 127.0.0.1:28080 (LISTEN)
python3 32492 root    7u  IPv4  85280      0t0  TCP 127.0.0.1:35518->127.0.0.1:28080 (CLOSE_WAIT)
python3 32492 root    8r  FIFO   0,13      0t0 8528 pipe
`);

    expect(fieldsOf(blocks, 'state', 'peer', 'process', 'pid', 'fd', 'user')).toEqual([
      'LISTEN - python3 32492 3 root',
      'CLOSE_WAIT 127.0.0.1:28080 python3 32492 7 root',
    ]);
    expect(blocks.leftOver).toEqual([]);
  });

  it('decodes /proc/net/tcp and tcp6 into one snapshot', () => {
    const blocks = readBlocks(`
  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0F01140A:A2EE 2802140A:1F90 08 00000000:00000001 00:00000000 00000000     0        0 88920 1 0000000065ac3a86 20 4 28 11 -1
   1: 0F01140A:A2F0 2802140A:1628 01 00000010:00000000 01:000000C8 00000003     0        0 88921 1 0000000065ac3a87 20 4 28 11 -1
  sl  local_address                         remote_address                        st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0000000000000000FFFF00000F01140A:1628 0000000000000000FFFF00002802140A:A300 06 00000000:00000000 03:00000F00 00000000     0        0 0 3 0000000000000000
   1: 00000000000000000000000001000000:1111 00000000000000000000000000000000:0000 0A 00000000:00000003 00:00000000 00000000   106        0 0 3 0000000000000000
`);

    expect(
      fieldsOf(blocks, 'snapshot', 'state', 'local', 'peer', 'recvQBytes', 'timer', 'timerSec', 'timerCount'),
    ).toEqual([
      's1 CLOSE_WAIT 10.20.1.15:41710 10.20.2.40:8080 1 - - -',
      's1 ESTABLISHED 10.20.1.15:41712 10.20.2.40:5672 0 on 2 3',
      's1 TIME_WAIT [::ffff:10.20.1.15]:5672 [::ffff:10.20.2.40]:41728 0 timewait 38.4 0',
      's1 LISTEN [::1]:4369 [::]:0 3 - - -',
    ]);
  });

  it('reads conntrack in both of its layouts', () => {
    const blocks = readBlocks(`
tcp      6 431999 ESTABLISHED src=10.0.0.1 dst=10.0.0.2 sport=41000 dport=5672 src=10.0.0.2 dst=10.0.0.1 sport=5672 dport=41000 [ASSURED] mark=0 use=1
ipv4     2 tcp      6 110 SYN_SENT src=10.0.0.1 dst=10.0.0.2 sport=41001 dport=5672 [UNREPLIED] src=10.0.0.2 dst=10.0.0.1 sport=5672 dport=41001 mark=0 use=2
conntrack v1.4.6 (conntrack-tools): 2 flow entries have been shown.
`);

    expect(fieldsOf(blocks, 'source', 'state', 'local', 'peer', 'timerSec')).toEqual([
      'conntrack ESTABLISHED 10.0.0.1:41000 10.0.0.2:5672 431999',
      'conntrack SYN_SENT 10.0.0.1:41001 10.0.0.2:5672 110',
    ]);
  });

  it('reads what conntrack translates, and only that', () => {
    const blocks = readBlocks(`
tcp      6 299 ESTABLISHED src=10.0.0.1 dst=203.0.113.8 sport=41000 dport=5672 packets=9 bytes=811 src=10.9.0.2 dst=10.9.0.1 sport=5673 dport=1033 packets=8 bytes=790 [ASSURED] mark=0 use=1
tcp      6 299 ESTABLISHED src=10.0.0.1 dst=10.0.0.2 sport=41002 dport=5672 src=10.0.0.2 dst=10.0.0.1 sport=5672 dport=41002 [ASSURED] mark=0 use=1
`);

    expect(fieldsOf(blocks, 'local', 'translatedLocal', 'translatedPeer')).toEqual([
      '10.0.0.1:41000 10.9.0.1:1033 10.9.0.2:5673',
      '10.0.0.1:41002 - -',
    ]);
  });

  it('reads PowerShell', () => {
    const blocks = readBlocks(`
LocalAddress  LocalPort RemoteAddress  RemotePort State       AppliedSetting OwningProcess
------------  --------- -------------  ---------- -----       -------------- -------------
10.0.0.1      50123     10.0.0.2       5672       CloseWait   Internet       1234
::            445       ::             0          Listen                     4
`);

    expect(fieldsOf(blocks, 'state', 'local', 'pid')).toEqual([
      'CLOSE_WAIT 10.0.0.1:50123 1234',
      'LISTEN [::]:445 4',
    ]);
  });

  it('leaves prose, log records and code alone', () => {
    const blocks = readBlocks(`
also the load test closed 12k connections in TIME_WAIT as expected, all gone after a minute
2026-11-22 04:54:31.067811+00:00 [info] <0.680.0> closing AMQP connection (10.0.0.5:41000 -> 10.0.0.1:5672)
{"time":"2026-11-22 04:57:20","level":"warning","msg":"5 messages, 3 consumers"}
if (socket.state === 'CLOSE_WAIT') socket.destroy();
- Fixed: the consumer left its old socket in CLOSE_WAIT.
listen 10
-----------------------------------------------------------------
`);

    expect(blocks.observations).toEqual([]);
  });

  it('survives lines of a million characters of any kind', () => {
    const text = ['[', '{', '-', 'tcp 0 0 ', '| ', ' ', '"a":1,', 'TIME_WAIT=1 ', '0: 0F01140A:A2EE '].map(
      (part) => part.repeat(1e6 / part.length),
    );

    expect(() => readBlocks(text.join('\n'))).not.toThrow();
  });

  it('gives up on a text full of JSON records that are cut off', () => {
    const cutOff = Array.from(
      { length: 20_000 },
      (_, at) => `{"messages": ${at}, "payload": "${'x'.repeat(80)}`,
    );

    expect(readBlocks(cutOff.join('\n')).observations).toEqual([]);
  });

  it('takes the last event of each flow from conntrack -E', () => {
    const blocks = readBlocks(`
[1764000000.100001]    [NEW] tcp      6 120 SYN_SENT src=10.0.0.4 dst=10.0.9.9 sport=41000 dport=5672 [UNREPLIED] src=10.0.9.9 dst=10.0.0.4 sport=5672 dport=41000
[1764000000.100301] [UPDATE] tcp      6 60 SYN_RECV src=10.0.0.4 dst=10.0.9.9 sport=41000 dport=5672 src=10.0.9.9 dst=10.0.0.4 sport=5672 dport=41000
[1764000000.100901]    [NEW] tcp      6 120 SYN_SENT src=10.0.0.4 dst=10.0.9.8 sport=41002 dport=5672 [UNREPLIED] src=10.0.9.8 dst=10.0.0.4 sport=5672 dport=41002
[1764000000.101301] [UPDATE] tcp      6 432000 ESTABLISHED src=10.0.0.4 dst=10.0.9.9 sport=41000 dport=5672 src=10.0.9.9 dst=10.0.0.4 sport=5672 dport=41000 [ASSURED]
`);

    expect(fieldsOf(blocks, 'local', 'state', 'unreplied')).toEqual([
      '10.0.0.4:41002 SYN_SENT true',
      '10.0.0.4:41000 ESTABLISHED -',
    ]);
    expect(blocks.leftOver).toEqual([]);
  });
});

describe('counts and limits of other tools', () => {
  it('reads states that PowerShell grouped, one count for each process', () => {
    const blocks = readBlocks(`
Count Name                      Group
----- ----                      -----
    9 Listen                    {MSFT_NetTCPConnection (InstanceID = "::??4369??::??0")}
  300 CloseWait, 4411           {MSFT_NetTCPConnection (InstanceID = "10.4.0.5??6112??10.4.0.9??443")...}
   40 CloseWait, 880            {MSFT_NetTCPConnection (InstanceID = "10.4.0.5??6113??10.4.0.9??443")...}
`);

    expect(fieldsOf(blocks, 'state', 'count', 'snapshot')).toEqual([
      'LISTEN 9 s1',
      'CLOSE_WAIT 300 s1',
      'CLOSE_WAIT 40 s1',
    ]);
  });

  it('reads the conntrack table from node_exporter as the settings it stands for', () => {
    const blocks = readBlocks(`
# TYPE node_nf_conntrack_entries gauge
node_nf_conntrack_entries 65101
node_nf_conntrack_entries_limit 65536
`);

    expect(fieldsOf(blocks, 'name', 'value')).toEqual(['nf_conntrack_count 65101', 'nf_conntrack_max 65536']);
  });

  it('reads the alarms of an old status that names no node with them', () => {
    const blocks = readBlocks(`
Status of node rabbit@mq7 ...
[{pid,4021},
 {alarms,[memory,disk]},
 {listeners,[{clustering,25672,"::"}]}]
`);

    expect(fieldsOf(blocks, 'statement', 'node')).toEqual([
      'memory-alarm rabbit@mq7',
      'disk-alarm rabbit@mq7',
    ]);
  });
});
