import { type Problem, packet } from './problem.ts';

const CLIENT = '10.31.4.12.51514';
const SERVER = '10.31.9.25.4222';
const SENT_AGAIN_SEC = [7200, 7201, 7203, 7207, 7215, 7231, 7263];

/** A subscriber is deaf after two quiet hours. */
export const QUIET_SUBSCRIBER: readonly Problem[] = [
  {
    evidence: 'a capture of the silence and of what is sent after it',
    inputs: [
      {
        role: 'host',
        text:
          packet(0, CLIENT, SERVER, '[P.], seq 100:160, ack 44, win 501, length 60') +
          packet(0, SERVER, CLIENT, '[.], ack 160, win 509, length 0', '200000') +
          SENT_AGAIN_SEC.map((sec) =>
            packet(sec, SERVER, CLIENT, '[P.], seq 44:104, ack 160, win 509, length 60'),
          ).join(''),
      },
    ],
    first: 'idle-connection-dropped',
    names: ['7199.9 s of silence', '6 more times and got no answer in 63 s', '10.31.4.12:51514'],
  },
  {
    evidence: 'ss -o, where another connection has a keepalive timer and this one none',
    inputs: [
      {
        role: 'host',
        text: '$ ss -tno\nState Recv-Q Send-Q Local Address:Port  Peer Address:Port\nESTAB 0      0          10.31.4.12:51514     10.31.9.25:5672\nESTAB 0      0          10.31.4.12:40022     10.31.9.2:22  timer:(keepalive,51min,0)\n',
      },
    ],
    first: 'keepalive-disabled',
    names: ['10.31.4.12:51514'],
  },
  {
    evidence: 'ss -o, whose keepalive timer is the default of two hours',
    inputs: [
      {
        role: 'host',
        text: '$ ss -tno\nState Recv-Q Send-Q Local Address:Port  Peer Address:Port\nESTAB 0      0          10.31.4.12:51514     10.31.9.25:5672 timer:(keepalive,118min,0)\n',
      },
    ],
    first: 'keepalive-disabled',
    names: ['7080 s', '10.31.4.12:51514'],
  },
  {
    evidence: "a whole machine's table with timers, which shows nothing wrong",
    inputs: [
      {
        role: 'host',
        text: '$ ss -tano\nState Recv-Q Send-Q Local Address:Port  Peer Address:Port\nLISTEN 0 128 0.0.0.0:22 0.0.0.0:*\nESTAB 0      0          10.31.4.12:51514     10.31.9.25:5672\nESTAB 0      0          10.31.4.12:51516     10.31.9.25:5432 timer:(keepalive,118min,0)\nESTAB 0      0          10.31.4.12:40022     10.31.9.2:22  timer:(keepalive,51min,0)\n',
      },
    ],
    first: 'none',
  },
  {
    evidence: 'ss -i, which has received nothing for two hours',
    inputs: [
      {
        role: 'host',
        text: 'ESTAB 0      0          10.31.4.12:51514     10.31.9.25:5672 users:(("python3",pid=3120,fd=9))\n\t cubic wscale:7,7 rto:204 rtt:0.4/0.2 mss:1448 cwnd:10 lastsnd:7262000 lastrcv:7261800 lastack:7261800\n',
      },
    ],
    first: 'keepalive-disabled',
    names: ['7261800 ms'],
  },
  {
    evidence: "sysctl, and the proxy's configuration",
    inputs: [
      {
        role: 'host',
        text: 'listen amqp\n    bind *:5672\n    mode tcp\n    timeout client 30m\n    timeout server 30m\n    server mq1 10.31.9.20:5672 check\n',
      },
      {
        role: 'host',
        text: 'net.ipv4.tcp_keepalive_time = 7200\nnet.ipv4.tcp_keepalive_intvl = 75\nnet.ipv4.tcp_keepalive_probes = 9\n',
      },
    ],
    first: 'idle-connection-dropped',
    names: ['7200'],
  },
];
