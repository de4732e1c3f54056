import { describe, expect, it } from 'vitest';
import { fieldsOf, readBlocks } from './read-blocks.ts';

const EXTENDED = `
State      Recv-Q Send-Q       Local Address:Port        Peer Address:Port Process
LISTEN     0      5                127.0.0.1:28080            0.0.0.0:*     users:(("python3",pid=32492,fd=3)) ino:85276 sk:c cgroup:/ <->
\t bbr cwnd:10
ESTAB      0      0                127.0.0.1:35502          127.0.0.1:28080 users:(("python3",pid=32492,fd=5)) timer:(keepalive,119min,0) ino:85278 sk:e cgroup:/ <->
\t ts sack bbr wscale:10,10 rto:200 rtt:0.05/0.025 mss:32741 cwnd:10 bytes_acked:1 lastsnd:1620 lastrcv:1580 lastack:1620 retrans:0/7
TIME-WAIT  0      0                127.0.0.1:35534          127.0.0.1:28080 timer:(timewait,58sec,0) ino:0 sk:10
\t                                                              
ESTAB      500    0       [::ffff:127.0.0.1]:28081 [::ffff:127.0.0.1]:46520 users:(("python3",pid=32492,fd=9)) ino:85283 sk:17 cgroup:/ <->
\t ts sack bbr rto:200 rtt:0.01/0.005 mss:32768 cwnd:10 bytes_received:500 lastsnd:1616 lastrcv:1616
`;

describe('ss', () => {
  it('reads rows with processes, timers and the information line below each', () => {
    const blocks = readBlocks(EXTENDED);

    expect(
      fieldsOf(
        blocks,
        'state',
        'peer',
        'process',
        'pid',
        'timer',
        'timerSec',
        'lastReceivedMs',
        'retransmits',
      ),
    ).toEqual([
      'LISTEN 0.0.0.0:* python3 32492 - - - -',
      'ESTABLISHED 127.0.0.1:28080 python3 32492 keepalive 7140 1580 7',
      'TIME_WAIT 127.0.0.1:28080 - - timewait 58 - -',
      'ESTABLISHED [::ffff:127.0.0.1]:46520 python3 32492 - - 1616 -',
    ]);
    expect(new Set(fieldsOf(blocks, 'snapshot', 'timersShown'))).toEqual(new Set(['s1 true']));
    expect(blocks.leftOver).toEqual([]);
  });

  it('takes the state from the filter when the column is missing', () => {
    const blocks = readBlocks(`
[ops@app01 ~]$ ss -tn state fin-wait-2
Recv-Q Send-Q Local Address:Port  Peer Address:PortProcess
0      0          10.1.0.4:35534    10.1.0.9:5672
`);

    expect(fieldsOf(blocks, 'state', 'local', 'timersShown')).toEqual(['FIN_WAIT2 10.1.0.4:35534 -']);
  });

  it('reads rows without a heading, with the Netid column, names for ports and a zone', () => {
    const blocks = readBlocks(`
tcp   ESTAB      0      0      10.1.0.4%eth0:ssh       10.1.0.9:51111 users:(("sshd",1234,3))
udp   UNCONN     0      0            0.0.0.0:68         0.0.0.0:*
tcp   SYN-SENT   0      1         10.1.0.4:41000      10.1.0.7:amqp  timer:(on,3.080ms,4)
u_str ESTAB      0      0      /run/x.sock 3344               * 3345
`);

    expect(
      fieldsOf(
        blocks,
        'protocol',
        'state',
        'localAddress',
        'localPort',
        'peerPort',
        'timerSec',
        'timerCount',
      ),
    ).toEqual([
      'tcp ESTABLISHED 10.1.0.4%eth0 ssh 51111 - -',
      'udp - 0.0.0.0 68 * - -',
      'tcp SYN_SENT 10.1.0.4 41000 amqp 3.08 4',
    ]);
  });

  it('knows from the command line that timers would be shown', () => {
    const blocks = readBlocks(`
root@app01:~# ss -tanpo
State Recv-Q Send-Q Local Address:Port  Peer Address:PortProcess
ESTAB 0      0         10.1.0.4:40456   10.1.0.9:5672 users:(("node",pid=2442,fd=19))
`);

    expect(fieldsOf(blocks, 'timer', 'timersShown')).toEqual(['- true']);
  });

  it('gives each table its snapshot and the time printed above it', () => {
    const row = 'ESTAB 0      0         10.1.0.4:40456   10.1.0.9:5672';
    const heading = 'State Recv-Q Send-Q Local Address:Port  Peer Address:Port';

    const blocks = readBlocks(
      `2026-11-22 04:49:30\n${heading}\n${row}\n\nSun Nov 22 05:49:40 CET 2026\n${heading}\n${row}\n2026-11-22T04:49:50+02:00\n${row}`,
    );

    expect(fieldsOf(blocks, 'snapshot')).toEqual(['s1', 's2', 's3']);
    expect(blocks.observations.map(({ atMs }) => atMs)).toEqual([
      1795322970000, 1795322980000, 1795315790000,
    ]);
  });

  it('counts a row cut short as unread and goes on', () => {
    const blocks = readBlocks(`
State Recv-Q Send-Q Local Address:Port  Peer Address:Port
ESTAB 0      0         10.1.0.4:40456   10.1
ESTAB 0      0         10.1.0.4:40457   10.1.0.9:5672
`);

    expect(blocks.unread).toBe(1);
    expect(fieldsOf(blocks, 'local')).toEqual(['10.1.0.4:40457']);
  });

  it('reads what a paste left of its last row', () => {
    const blocks = readBlocks(`
State  Recv-Q Send-Q Local Address:Port Peer Address:Port
LISTEN 0      128          0.0.0.0:8443      0.0.0.0:*
LISTEN 129    128          0.0.0.0:8443
`);

    expect(fieldsOf(blocks, 'local', 'recvQBytes', 'backlogFree')).toEqual([
      '0.0.0.0:8443 0 128',
      '0.0.0.0:8443 129 -1',
    ]);
  });

  it('reads a listener whose port was masked and whose peer was left out', () => {
    const blocks = readBlocks(
      'State   Recv-Q  Send-Q  Local Address:Port\nLISTEN  513     512     0.0.0.0:<app_port>',
    );

    expect(fieldsOf(blocks, 'local', 'backlogFree')).toEqual(['0.0.0.0:<app_port> -1']);
  });

  it('reads the totals of ss -s', () => {
    const blocks = readBlocks(
      'Total: 196\nTCP:   24 (estab 7, closed 11, orphaned 0, synrecv 2, timewait 3/0), ports 0\n',
    );

    expect(fieldsOf(blocks, 'state', 'count')).toEqual(['ESTABLISHED 7', 'TIME_WAIT 3', 'SYN_RECV 2']);
  });
});
