import { clock, type Problem } from './problem.ts';

const NAME = '10.31.4.12:51514 -> 10.31.9.20:5672';

function connection(client: string, state: string): Record<string, string | number> {
  const [peerHost = '', peerPort] = client.split(':');
  return {
    name: `${client} -> 10.31.9.20:5672`,
    peer_host: peerHost,
    peer_port: Number(peerPort),
    host: '10.31.9.20',
    port: 5672,
    state,
    user: 'shop',
    channels: 1,
    timeout: 60,
  };
}

function publisher(afterSec: number, sendQ: number): string {
  return `$ date; ss -tnop dst :5672\nThu Apr  2 ${clock(afterSec)} UTC 2026\nState Recv-Q Send-Q Local Address:Port  Peer Address:Port Process\nESTAB 0      ${sendQ}      10.31.4.12:51514     10.31.9.20:5672  users:(("python3",pid=3120,fd=9)) timer:(persist,41sec,0)\n\n`;
}

function broker(afterSec: number, recvQ: number): string {
  return `$ date; ss -tn sport = :5672\nThu Apr  2 ${clock(afterSec)} UTC 2026\nState Recv-Q Send-Q Local Address:Port  Peer Address:Port\nESTAB ${recvQ}  0      10.31.9.20:5672     10.31.4.12:51514\n\n`;
}

const LOOKS = publisher(0, 18_240) + publisher(60, 181_200) + publisher(120, 402_112);

/** A publisher hangs while the broker does not read from it. */
export const BLOCKED_PUBLISHER: readonly Problem[] = [
  {
    evidence: 'sockets of both ends, and a list of ports and states',
    inputs: [
      {
        role: 'client',
        text: 'ESTAB 0 61440 10.31.4.12:51514 10.31.9.20:5672 users:(("dotnet",pid=31,fd=90)) timer:(persist,58sec,6)\n',
      },
      {
        role: 'broker',
        text: 'ESTAB 98304 0 10.31.9.20:5672 10.31.4.12:51514 users:(("beam.smp",pid=90,fd=72))\n\n$ rabbitmqctl list_connections peer_port state\nListing connections ...\npeer_port\tstate\n51514\tblocked\n',
      },
    ],
    first: 'publisher-blocked',
    names: ['51514'],
  },
  {
    evidence: "the broker's log of an alarm, and its connections",
    inputs: [
      {
        role: 'broker',
        text: '2026-04-02 10:00:01.000 [warning] <0.301.0> memory resource limit alarm set on node rabbit@mq1.\n\n**********************************************************\n*** Publishers will be blocked until this alarm clears ***\n**********************************************************\n',
      },
      { role: 'broker', text: JSON.stringify([connection('10.31.4.12:51514', 'blocked')]) },
    ],
    first: 'memory-alarm',
  },
  {
    evidence: "the management API's connections alone",
    inputs: [
      {
        role: 'broker',
        text: JSON.stringify([
          connection('10.31.4.12:51514', 'blocked'),
          connection('10.31.4.13:51522', 'blocking'),
        ]),
      },
    ],
    first: 'publisher-blocked',
    names: ['10.31.4.12:51514'],
  },
  {
    evidence: 'rabbitmqctl list_connections with names and states alone',
    inputs: [{ role: 'broker', text: `Listing connections ...\nname\tstate\n${NAME}\tblocked\n` }],
    first: 'publisher-blocked',
    names: ['10.31.4.12:51514'],
  },
  {
    evidence: "the publisher's socket at three looks",
    inputs: [{ role: 'client', text: LOOKS }],
    first: 'sender-stalled',
    names: ['10.31.4.12:51514', '402112'],
  },
  {
    evidence: "the publisher's socket in a loop, without timers",
    inputs: [
      {
        role: 'client',
        text: [240, 5573, 10_906, 16_240]
          .map((sendQ) => `tcp 0 ${sendQ} 10.31.4.12:51514 10.31.9.20:5672 ESTABLISHED 3120/python3\n`)
          .join(''),
      },
    ],
    first: 'sender-stalled',
    names: ['from 240 to 16240 bytes over 4 looks'],
  },
  {
    evidence: 'the sockets of both ends',
    inputs: [
      { role: 'client', text: LOOKS },
      { role: 'broker', text: broker(0, 20_111) + broker(120, 131_072) },
    ],
    first: 'receiver-not-reading',
    names: ['131072', '10.31.4.12:51514'],
  },
  {
    evidence: 'a web server of which some clients have just left',
    inputs: [
      {
        role: 'host',
        text: [
          ...Array.from(
            { length: 60 },
            (_, i) => `ESTAB 0 ${i % 9 === 0 ? 512 : 0} 10.31.4.9:443 203.0.113.${i}:5${1000 + i}\n`,
          ),
          ...Array.from(
            { length: 5 },
            (_, i) => `FIN-WAIT-1 0 31 10.31.4.9:443 198.51.100.${i}:4${1000 + i}\n`,
          ),
        ].join(''),
      },
    ],
    first: 'none',
  },
];
