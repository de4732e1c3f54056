import { describe, expect, it } from 'vitest';
import { fieldsOf, readBlocks } from './read-blocks.ts';

describe('netstat', () => {
  it('reads Linux rows with user, program and timer, and steps over unix sockets', () => {
    const blocks = readBlocks(`
Active Internet connections (servers and established)
Proto Recv-Q Send-Q Local Address           Foreign Address         State       User       Inode      PID/Program name     Timer
tcp        0      0 127.0.0.1:28080         0.0.0.0:*               LISTEN      0          85276      32492/python3        off (0.00/0/0)
tcp   128512      0 127.0.0.1:28080         127.0.0.1:35550         ESTABLISHED 0          85287      32492/python3        off (0.00/0/0)
tcp        0 378214 127.0.0.1:35550         127.0.0.1:28080         ESTABLISHED 0          85286      32492/sshd: ana@pts  probe (0.10/0/1)
tcp6       0      0 ::ffff:10.1.0.4:28081   ::ffff:10.1.0.9:46520   TIME_WAIT   0          0          -                    timewait (58.72/0/0)
udp        0      0 0.0.0.0:68              0.0.0.0:*                           0          12345      901/dhclient         off (0.00/0/0)
Active UNIX domain sockets (servers and established)
Proto RefCnt Flags       Type       State         I-Node   PID/Program name     Path
unix  2      [ ACC ]     STREAM     LISTENING     20467    1/init               /run/systemd/private
`);

    expect(
      fieldsOf(blocks, 'state', 'recvQBytes', 'sendQBytes', 'user', 'pid', 'process', 'timer', 'timerSec'),
    ).toEqual([
      'LISTEN 0 - 0 32492 python3 off -',
      'ESTABLISHED 128512 0 0 32492 python3 off -',
      'ESTABLISHED 0 378214 0 32492 sshd: ana@pts persist 0.1',
      'TIME_WAIT 0 0 - - - timewait 58.72',
      '- 0 0 0 901 dhclient off -',
    ]);
    expect(blocks.leftOver).toEqual([]);
  });

  it('keeps two filtered listings apart and remembers what was typed', () => {
    const blocks = readBlocks(`
[root@mq ~]# netstat -an | grep 1883
        tcp        0      0 10.1.0.4:1883           10.1.0.9:33267     CLOSE_WAIT
 netstat -an | grep 8082
tcp6       0      0 :::8082                 :::*                    LISTEN
`);

    expect(fieldsOf(blocks, 'snapshot', 'state', 'command')).toEqual([
      's1 CLOSE_WAIT netstat -an | grep 1883',
      's2 LISTEN netstat -an | grep 8082',
    ]);
  });

  it('reads macOS and BSD, whose ports follow a dot', () => {
    const blocks = readBlocks(`
Active Internet connections (including servers)
Proto Recv-Q Send-Q  Local Address          Foreign Address        (state)
tcp4       0      0  192.168.1.5.51234      10.0.0.2.5672          ESTABLISHED
tcp46      0      0  *.5672                 *.*                    LISTEN
tcp6       0      0  fe80::1%lo0.49200      fe80::1%lo0.amqp       FIN_WAIT_2
udp4       0      0  *.5353                 *.*
`);

    expect(fieldsOf(blocks, 'state', 'local', 'peerAddress', 'peerPort')).toEqual([
      'ESTABLISHED 192.168.1.5:51234 10.0.0.2 5672',
      'LISTEN *:5672 * *',
      'FIN_WAIT2 fe80::1%lo0:49200 fe80::1%lo0 amqp',
      '- *:5353 * *',
    ]);
  });

  it('reads Windows, with the program that -b prints below its socket', () => {
    const blocks = readBlocks(`
Active Connections

  Proto  Local Address          Foreign Address        State           PID
  TCP    0.0.0.0:5672           0.0.0.0:0              LISTENING       4120
  TCP    10.0.0.1:50123         10.0.0.2:5672          CLOSE_WAIT      1234
 [worker.exe]
  TCP    [::1]:50124            [::1]:5672             FIN_WAIT_2      1234
  UDP    0.0.0.0:123            *:*                                    992
`);

    expect(fieldsOf(blocks, 'protocol', 'state', 'pid', 'process', 'recvQBytes')).toEqual([
      'tcp LISTEN 4120 - -',
      'tcp CLOSE_WAIT 1234 worker.exe -',
      'tcp FIN_WAIT2 1234 - -',
      'udp - 992 - -',
    ]);
  });

  it.each(['<pid>', '***', 'xxx'])('reads Windows where somebody masked the PID as %s', (pid) => {
    const blocks = readBlocks(`
  TCP    10.0.0.1:50123         10.0.0.2:1433          CLOSE_WAIT      ${pid}
  TCP    10.0.0.1:50124         10.0.0.2:1433          CLOSE_WAIT      ${pid}
`);

    expect(fieldsOf(blocks, 'state', 'local', 'pid')).toEqual([
      'CLOSE_WAIT 10.0.0.1:50123 -',
      'CLOSE_WAIT 10.0.0.1:50124 -',
    ]);
  });

  it('reads Solaris, which has no protocol column', () => {
    const blocks = readBlocks(`
TCP: IPv4
   Local Address        Remote Address    Swind Send-Q Rwind Recv-Q    State
-------------------- -------------------- ----- ------ ----- ------ -----------
10.0.0.1.5672        10.0.0.9.51234       49640     12 49640      7 CLOSE_WAIT
      *.22                 *.*                0      0 49152      0 LISTEN
`);

    expect(fieldsOf(blocks, 'state', 'local', 'peer', 'sendQBytes', 'recvQBytes')).toEqual([
      'CLOSE_WAIT 10.0.0.1:5672 10.0.0.9:51234 12 7',
      'LISTEN *:22 *:* - 0',
    ]);
  });

  it('names the counters of netstat -s as the kernel does', () => {
    const blocks = readBlocks(`
Tcp:
    174 active connection openings
    86 resets sent
TcpExt:
    352 times the listen queue of a socket overflowed
    Quick ack mode was activated 60 times
    866 SYNs to LISTEN sockets dropped
    TCPKeepAlive: 12
`);

    expect(fieldsOf(blocks, 'name', 'value')).toEqual([
      'ActiveOpens 174',
      'OutRsts 86',
      'ListenOverflows 352',
      'ListenDrops 866',
      'TCPKeepAlive 12',
    ]);
  });
});

describe('netstat as people reshape it', () => {
  it('goes without the addresses that somebody took out', () => {
    const blocks = readBlocks(
      'tcp        0    452           ESTABLISHED on (36.09/6/0)\ntcp 0 0 ESTABLISHED 611/java keepalive (7100.00/0/0)',
    );

    expect(fieldsOf(blocks, 'state', 'sendQBytes', 'timer', 'timerCount', 'pid')).toEqual([
      'ESTABLISHED 452 on 6 -',
      'ESTABLISHED 0 keepalive 0 611',
    ]);
  });

  it('shows with -L how many connections wait for accept() at each listener of a BSD', () => {
    const blocks = readBlocks(
      'Current listen queue sizes (qlen/incqlen/maxqlen)\nProto Listen         Local Address\ntcp4  0/0/128        *.22\ntcp46 193/0/128      *.8080',
    );

    expect(fieldsOf(blocks, 'state', 'local', 'recvQBytes', 'backlogFree')).toEqual([
      'LISTEN *:22 0 128',
      'LISTEN *:8080 193 -65',
    ]);
    expect(blocks.leftOver).toEqual([]);
  });

  it('goes without the column of the other end', () => {
    const blocks = readBlocks(
      'tcp      129      0 0.0.0.0:8080 LISTEN\ntcp        0      0 10.0.0.4:41000 CLOSE_WAIT 611/java',
    );

    expect(fieldsOf(blocks, 'state', 'local', 'recvQBytes', 'process')).toEqual([
      'LISTEN 0.0.0.0:8080 129 -',
      'CLOSE_WAIT 10.0.0.4:41000 0 java',
    ]);
  });

  it('reads rows with bars between the columns', () => {
    const { observations } = readBlocks(`
 Proto | Recv-Q   | Send-Q   | Local Address        | Foreign Address      | State
 TCP   | 524288   | 0        | 10.9.0.4:50122       | 10.9.0.7:7001        | FIN-WAIT-2
`);

    expect(observations.map(({ fields }) => fields)).toMatchObject([
      {
        protocol: 'tcp',
        recvQBytes: 524288,
        local: '10.9.0.4:50122',
        peer: '10.9.0.7:7001',
        state: 'FIN_WAIT2',
      },
    ]);
  });

  it('reads a figure that somebody set in bold, and quotes the row as it was given', () => {
    const { observations } = readBlocks(
      'tcp  **98304**  0 10.9.0.4:4300  10.9.0.7:2063  ESTABLISHED 77/java',
    );

    expect(observations[0]?.fields).toMatchObject({ recvQBytes: 98304, pid: '77' });
    expect(observations[0]?.verbatim).toContain('**98304**');
  });
});
