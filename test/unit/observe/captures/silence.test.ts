import { describe, expect, it } from 'vitest';
import { readCaptureFile } from '../../../../src/observe/captures/files/read-capture-file.ts';
import { bytesOf, ethernet, ipv4, long, pcap } from '../../../support/capture-bytes.ts';

const SYN = 2;
const FIN_ACK = 0x11;
const RST = 4;

interface Silent {
  /** Seconds after which the connection ends. */
  sec: number;
  fromPort?: number;
  toPort?: number;
  flags?: number;
  isServers?: boolean;
  /** What the closing end says just before. */
  lastWords?: Uint8Array;
}

interface Sent {
  at: number;
  ip: Uint8Array;
}

/** What is read of packets that were seen at these seconds. */
function read(sent: readonly Sent[]): Record<string, unknown>[] {
  const inOrder = sent.toSorted((a, b) => a.at - b.at);
  const frames = inOrder.map(({ ip }) => ethernet(ip));
  const reading = readCaptureFile('pcap', { name: 'x.pcap' });
  reading.write(pcap(frames, { atSec: inOrder.map(({ at }) => at) }));
  return reading.end().observations.map(({ fields }) => fields);
}

/** Connections that speak once and then end after a silence; all end in the same second. */
function flowsOf(...silent: Silent[]): Record<string, unknown>[] {
  const endSec = Math.max(...silent.map(({ sec }) => sec));
  const timed = silent.flatMap(
    ({ sec, fromPort = 40_000, toPort = 6000, flags = FIN_ACK, isServers = true, lastWords }) => {
      const ports = { fromPort, toPort };
      const seq = isServers ? 5000 : 1001;
      return [
        { at: endSec - sec, ip: ipv4({ ...ports, flags: SYN, seq: 999 }) },
        { at: endSec - sec, ip: ipv4({ ...ports, seq: 1000, payload: 'x' }) },
        ...(lastWords ? [{ at: endSec, ip: ipv4({ ...ports, seq, isServers, payload: lastWords }) }] : []),
        { at: endSec, ip: ipv4({ ...ports, flags, seq: seq + (lastWords?.length ?? 0), isServers }) },
      ];
    },
  );
  return read(timed);
}

describe('a server that closes a silent connection', () => {
  it.each([
    [60, 'FIN', FIN_ACK, 'AWS Application and Classic Load Balancers (60 s)'],
    [350, 'RST', RST, 'AWS Network Load Balancer, NAT gateway and Network Firewall (350 s)'],
    [25, 'FIN', FIN_ACK, undefined],
  ])('after %d s with a %s is closing for that', (sec, closedWith, flags, idleLimitOf) => {
    const [flow] = flowsOf({ sec, flags });

    expect(flow).toMatchObject({ closedBy: 'server', closedWith, closedAfterSec: sec, idleClosedSec: sec });
    expect(flow?.idleLimitOf).toBe(idleLimitOf);
  });

  it('may say so before', () => {
    expect(flowsOf({ sec: 25, lastWords: bytesOf('E', long(4)) })[0]).toMatchObject({ idleClosedSec: 25 });
  });

  it.each<[string, Silent[]]>([
    ['the client closes', [{ sec: 60, isServers: false }]],
    ['nobody sets such a limit', [{ sec: 43 }]],
    ['the silence was short', [{ sec: 10 }]],
    ['it speaks HTTP, where all connections end so', [{ sec: 60, toPort: 443 }]],
    [
      'it closes others at the same moment that were silent for another time: it stops',
      [{ sec: 60 }, { sec: 95, fromPort: 40_001 }],
    ],
  ])('is not, where %s', (_why, silent) => {
    for (const flow of flowsOf(...silent)) expect(flow).not.toHaveProperty('idleClosedSec');
  });

  it('is, where it closes others that were silent as long', () => {
    expect(flowsOf({ sec: 60 }, { sec: 60, fromPort: 40_001 })).toMatchObject([
      { idleClosedSec: 60 },
      { idleClosedSec: 60 },
    ]);
  });
});

describe('a client that owes heartbeats', () => {
  const connect = bytesOf([0x10, 12, 0, 4], 'MQTT', [4, 2, 0, 10, 0, 0]);
  const mqtt = { toPort: 1883 };
  const silentFor = (sec: number): Sent[] => [
    { at: 0, ip: ipv4({ ...mqtt, flags: SYN, seq: 999 }) },
    { at: 0, ip: ipv4({ ...mqtt, seq: 1000, payload: connect }) },
    { at: 1, ip: ipv4({ ...mqtt, seq: 5000, isServers: true, payload: bytesOf([0x20, 2, 0, 0]) }) },
    { at: sec, ip: ipv4({ ...mqtt, flags: FIN_ACK, seq: 5004, isServers: true }) },
  ];

  it('missed them where the server closes one and a half keep alives after its last word', () => {
    expect(read(silentFor(15))).toMatchObject([
      { heartbeatMissedBy: 'client', heartbeatMissedSec: 15, agreedSec: 10, heartbeatEnded: 'FIN' },
    ]);
  });

  it('did not where the server closes sooner', () => {
    expect(read(silentFor(9))[0]).not.toHaveProperty('heartbeatMissedBy');
  });
});

describe('bytes that are sent again in vain', () => {
  const opened: Sent[] = [
    { at: 0, ip: ipv4({ flags: SYN, seq: 999 }) },
    { at: 0, ip: ipv4({ flags: 0x12, seq: 4999, ack: 1000, isServers: true }) },
  ];
  const resent = [0, 1, 2, 4, 8].map((at) => ({
    at: 10 + at,
    ip: ipv4({ seq: 1000, ack: 5000, payload: 'abcd' }),
  }));
  const redialled = [20, 21, 23].map((at) => ({ at, ip: ipv4({ fromPort: 40_001, flags: SYN, seq: 77 }) }));

  it('and SYNs that nobody answers afterwards are one loss', () => {
    expect(read([...opened, ...resent, ...redialled])[0]).toMatchObject({
      unansweredBy: 'client',
      unansweredResends: 4,
      thenUnanswered: 3,
    });
  });

  it('are told alone, where the next connection is answered', () => {
    const answer = { at: 24, ip: ipv4({ fromPort: 40_001, flags: 0x12, seq: 1, ack: 78, isServers: true }) };

    expect(read([...opened, ...resent, ...redialled, answer])[0]).not.toHaveProperty('thenUnanswered');
  });
});
