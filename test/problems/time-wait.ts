import type { Problem } from './problem.ts';

const COUNTS = 'TIME_WAIT 28104\nESTABLISHED 96\n';

function host(...texts: string[]): Problem['inputs'] {
  return texts.map((text) => ({ role: 'host', text }));
}

/** Sockets in TIME_WAIT take up the local ports. */
export const TIME_WAIT: readonly Problem[] = [
  { evidence: 'counts', inputs: host(COUNTS), first: 'time-wait-buildup', names: ['28104'] },
  {
    evidence: 'ss -s',
    inputs: host(
      'Total: 402\nTCP:   27500 (estab 120, closed 27310, orphaned 0, timewait 27300)\n\nTransport Total     IP        IPv6\nRAW\t  0         0         0\nUDP\t  6         4         2\nTCP\t  190       180       10\n',
    ),
    first: 'time-wait-buildup',
    names: ['27300'],
  },
  {
    evidence: 'ss -s whose timewait sockets are orphans in FIN_WAIT2, by the counts of another tool',
    inputs: host('FIN_WAIT2 18100\n', 'TCP:   36230 (estab 2, closed 36220, orphaned 8, timewait 18112)\n'),
    first: 'fin-wait-2-stuck',
    names: ['18100'],
  },
  {
    evidence: 'counts beside the range of local ports',
    inputs: host('net.ipv4.ip_local_port_range = 32768\t60999\n', COUNTS),
    first: 'ephemeral-port-exhaustion',
    names: ['28104', '28232'],
  },
  {
    evidence: 'counts below the range, in one paste',
    inputs: host(
      "$ cat /proc/sys/net/ipv4/ip_local_port_range\n32768\t60999\n$ ss -tan | awk '{print $1}' | sort | uniq -c\n  28104 TIME-WAIT\n     96 ESTAB\n      5 LISTEN\n      1 State\n",
    ),
    first: 'ephemeral-port-exhaustion',
    names: ['28104', '28232'],
  },
  {
    evidence: 'counts of most of the range, of which some is left',
    inputs: host(
      '$ sysctl net.ipv4.ip_local_port_range\nnet.ipv4.ip_local_port_range = 40000\t59999\n$ ss -tan | sort | uniq -c\n  18810 TIME-WAIT\n     71 ESTAB\n',
    ),
    first: 'time-wait-buildup',
    names: ['18810'],
  },
  {
    evidence: 'ss -s of a busy server with few of a wide range',
    inputs: host(
      'TCP:   6402 (estab 990, closed 5380, orphaned 1, timewait 5366)\n',
      'net.ipv4.ip_local_port_range = 2048\t65535\n',
    ),
    first: 'none',
  },
  {
    evidence: 'netstat counts of few of a wide range',
    inputs: host('   4402 TIME_WAIT\n    910 ESTABLISHED\n', 'net.ipv4.ip_local_port_range = 2048\t65535\n'),
    first: 'none',
  },
  {
    evidence: 'sockstat of few of a wide range',
    inputs: host(
      'sockets: used 2111\nTCP: inuse 1022 orphan 0 tw 4630 alloc 1100 mem 210\nUDP: inuse 4 mem 2\n',
      'net.ipv4.ip_local_port_range = 2048\t65535\n',
    ),
    first: 'none',
  },
  {
    evidence: 'as many of the range that Linux has by default',
    inputs: host('  12100 TIME_WAIT\n    910 ESTABLISHED\n', 'net.ipv4.ip_local_port_range = 32768\t60999\n'),
    first: 'time-wait-buildup',
    names: ['12100'],
  },
  {
    evidence: 'the error of a connect, and counts',
    inputs: [
      {
        role: 'client',
        text: '2026-04-02T10:00:01Z ERROR connect to 10.31.9.26:6379: Cannot assign requested address\n',
      },
      ...host(COUNTS),
    ],
    first: 'ephemeral-port-exhaustion',
    names: ['10.31.9.26:6379', '28104'],
  },
  {
    evidence: 'one socket in FIN_WAIT2 that runs out, looked at each second',
    inputs: host(
      [53, 52, 51, 50]
        .map((sec) => `FIN-WAIT-2 0 0 10.31.4.12:51514 10.31.9.20:5672 timer:(keepalive,${sec}sec,0)\n`)
        .join(''),
    ),
    first: 'none',
  },
  {
    evidence: 'one socket that is closing, looked at each second',
    inputs: host(
      [59, 58, 57, 56]
        .map((sec) => `TIME-WAIT 0 0 10.31.4.12:51514 10.31.9.20:5672 timer:(timewait,${sec}sec,0)\n`)
        .join(''),
    ),
    first: 'none',
  },
];
