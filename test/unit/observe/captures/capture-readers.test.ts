import { describe, expect, it } from 'vitest';
import type { Observation } from '../../../../src/model/observation.ts';
import type { Line } from '../../../../src/observe/line.ts';
import { CAPTURE_READERS } from '../../../../src/observe/reader-order.ts';

function readAll(text: string): { flows: Observation[]; left: string[] } {
  const lines: Line[] = text.split('\n').map((line, at) => ({ number: at + 1, text: line, verbatim: line }));
  const flows: Observation[] = [];
  const left: string[] = [];
  for (let at = 0; at < lines.length; ) {
    const context = { input: 'dump.txt', nextSnapshot: () => 'one' };
    const block = CAPTURE_READERS.map((reader) => reader.read(lines, at, context)).find(Boolean);
    if (block) flows.push(...block.observations);
    else left.push(lines[at]?.text ?? '');
    at = block?.next ?? at + 1;
  }
  return { flows, left: left.filter((line) => line.trim() !== '') };
}

function flow(text: string): Record<string, unknown> {
  return readAll(text).flows[0]?.fields ?? {};
}

const C = '10.9.0.1.52947';
const S = '10.9.0.2.5672';
const OPENED = `11:00:00.000000 IP ${C} > ${S}: Flags [S], seq 3323631811, win 65495, options [mss 65495,sackOK,TS val 1154279101 ecr 0,nop,wscale 10], length 0
11:00:00.000021 IP ${S} > ${C}: Flags [S.], seq 3243416817, ack 3323631812, win 65483, options [mss 65495,sackOK,TS val 1747162622 ecr 1154279101,nop,wscale 10], length 0
11:00:00.000039 IP ${C} > ${S}: Flags [.], ack 1, win 64, length 0
11:00:00.000100 IP ${C} > ${S}: Flags [P.], seq 1:9, ack 1, win 64, length 8
11:00:00.000200 IP ${S} > ${C}: Flags [P.], seq 1:301, ack 9, win 64, length 300`;

const syn = (second: number) =>
  `11:00:0${second}.000000 IP ${C} > ${S}: Flags [S], seq 77, win 64240, options [mss 1460], length 0`;
const beat = (at: number) =>
  `11:00:${at}.000200 IP ${C} > ${S}: Flags [P.], seq ${at}:${at + 8}, ack 301, win 64, length 8`;
const attempt = (
  port: number,
  at: number,
) => `11:00:0${at}.000000 IP 10.9.0.1.${port} > ${S}: Flags [S], seq 5, win 64240, length 0
11:00:0${at}.000100 IP ${S} > 10.9.0.1.${port}: Flags [R.], seq 0, ack 6, win 0, length 0`;
const opening = (
  port: number,
) => `11:00:01.000000 IP 10.9.0.1.${port} > ${S}: Flags [S], seq 5, win 64240, length 0
11:00:01.000100 IP ${S} > 10.9.0.1.${port}: Flags [S.], seq 9, ack 6, win 65483, length 0`;

describe('a connection in tcpdump text', () => {
  it('is told by who opened it, and begins at its first line', () => {
    const [first] = readAll(OPENED).flows;

    expect(first?.at).toEqual({ input: 'dump.txt', line: 1, endLine: 5 });
    expect(first?.atMs).toBeUndefined();
    expect(first?.fields).toMatchObject({
      client: '10.9.0.1:52947',
      server: '10.9.0.2:5672',
      packets: 5,
      established: true,
      synCount: 1,
      synAnswered: true,
    });
  });

  it('shows the RST that answers the first packet after a silence, and quotes both', () => {
    const text = `${OPENED}
11:06:00.000000 IP ${C} > ${S}: Flags [P.], seq 9:16, ack 301, win 64, length 7
11:06:00.000300 IP ${S} > ${C}: Flags [R], seq 3243417118, win 0, length 0`;

    const [first] = readAll(text).flows;

    expect(first?.fields).toMatchObject({ rstBy: 'server', rstAfterSilenceSec: 360, longestSilenceSec: 360 });
    expect(first?.fields['zeroWindowBy']).toBeUndefined();
    expect(first?.verbatim.split('\n').slice(1)).toEqual(text.split('\n').slice(-2));
  });

  it('does not call an RST soon after traffic one after a silence', () => {
    const text = `${OPENED}\n11:00:01.000000 IP ${S} > ${C}: Flags [R.], seq 301, ack 9, win 64, length 0`;

    expect(flow(text)).toMatchObject({ rstBy: 'server' });
    expect(flow(text)['rstAfterSilenceSec']).toBeUndefined();
  });

  it.each([
    { pauseSec: 4, silenceSec: undefined },
    { pauseSec: 5, silenceSec: 5 },
    { pauseSec: 9, silenceSec: 9 },
  ])(
    'takes a pause of $pauseSec s before an RST for a silence of $silenceSec',
    ({ pauseSec, silenceSec }) => {
      const text = `${OPENED}
11:00:0${pauseSec}.000200 IP ${C} > ${S}: Flags [P.], seq 9:16, ack 301, win 64, length 7
11:00:0${pauseSec}.000300 IP ${S} > ${C}: Flags [R], seq 3243417118, win 0, length 0`;

      expect(flow(text)['rstAfterSilenceSec']).toBe(silenceSec);
    },
  );

  // The RST comes so long after the packet that ended the silence.
  it.each([
    { afterSec: 59, isAnswer: true },
    { afterSec: 61, isAnswer: false },
  ])('takes an RST $afterSec s later for the answer to that packet: $isAnswer', ({ afterSec, isAnswer }) => {
    const at = new Date(Date.parse('2026-01-02T11:06:00Z') + afterSec * 1_000).toISOString().slice(11, 19);
    const text = `${OPENED}
11:06:00.000200 IP ${C} > ${S}: Flags [P.], seq 9:16, ack 301, win 64, length 7
${at}.000200 IP ${S} > ${C}: Flags [R], seq 3243417118, win 0, length 0`;

    expect(flow(text)['rstAfterSilenceSec'] !== undefined).toBe(isAnswer);
  });

  it('names who only acknowledged a FIN', () => {
    const fin = `11:00:02.000000 IP ${S} > ${C}: Flags [F.], seq 301, ack 9, win 64, length 0`;
    const ack = `11:00:02.040000 IP ${C} > ${S}: Flags [.], ack 302, win 64, length 0`;
    const close = `11:00:02.050000 IP ${C} > ${S}: Flags [F.], seq 9, ack 302, win 64, length 0`;

    expect(flow(`${OPENED}\n${fin}\n${ack}`)).toMatchObject({ finBy: 'server', finAckedOnlyBy: 'client' });
    expect(flow(`${OPENED}\n${fin}\n${ack}\n${close}`)['finAckedOnlyBy']).toBeUndefined();
    expect(flow(`${OPENED}\n${fin}\n${ack}\n${close}`)['finBy']).toBe('both');
  });

  it('counts a SYN that nobody answers', () => {
    expect(flow([syn(0), syn(1), syn(3)].join('\n'))).toMatchObject({
      established: false,
      synCount: 3,
      synAnswered: false,
    });
  });

  it('takes a refusal for an answer', () => {
    const text = `06:59:15.099 IP ${C} > 10.9.0.2.9999: Flags [S], seq 3046, win 65495, length 0
06:59:15.100 IP 10.9.0.2.9999 > ${C}: Flags [R.], seq 0, ack 3047, win 0, length 0`;

    expect(flow(text)).toMatchObject({ established: false, synAnswered: true, rstBy: 'server' });
  });

  it('counts repeated ranges and names whose window is closed', () => {
    const text = `${OPENED}
11:00:01.000000 IP ${C} > ${S}: Flags [P.], seq 9:109, ack 301, win 64, length 100
11:00:01.200000 IP ${C} > ${S}: Flags [P.], seq 9:109, ack 301, win 64, length 100
11:00:01.600000 IP ${C} > ${S}: Flags [P.], seq 9:109, ack 301, win 64, length 100
11:00:01.700000 IP ${S} > ${C}: Flags [.], ack 109, win 0, length 0`;

    expect(flow(text)).toMatchObject({ retransmits: 2, zeroWindowBy: 'server' });
  });

  it('knows AMQP heartbeats from the protocol header, which is of the same size', () => {
    expect(flow(OPENED)['heartbeatBy']).toBeUndefined();
    expect(flow(`${OPENED}\n${beat(15)}\n${beat(30)}\n${beat(45)}`)).toMatchObject({
      heartbeatBy: 'client',
      heartbeatEverySec: 15,
    });
  });

  it('sees a client that connects again and again from new ports', () => {
    const { flows } = readAll([attempt(40001, 1), attempt(40002, 2), attempt(40003, 3)].join('\n'));

    expect(flows.map(({ fields }) => fields['reconnects'])).toEqual([2, undefined, undefined]);
  });

  it('does not call a pool opened side by side a reconnect', () => {
    expect(
      readAll(`${opening(40001)}\n${opening(40002)}`).flows.every(({ fields }) => !('reconnects' in fields)),
    ).toBe(true);
  });
});

describe('every way in which tcpdump prints a packet', () => {
  it.each([
    [
      'date',
      '2026-11-22 05:00:41.463251 IP 10.9.0.1.52947 > 10.9.0.2.5672: Flags [S], seq 1, win 64240, length 0',
      1795323641463,
    ],
    [
      'epoch',
      '1795323641.463251 IP 10.9.0.1.52947 > 10.9.0.2.5672: Flags [S], seq 1, win 64240, length 0',
      1795323641463,
    ],
    ['no time', 'IP 10.9.0.1.52947 > 10.9.0.2.5672: Flags [S], seq 1, win 64240, length 0', undefined],
    [
      '-v',
      '06:59:11.691004 IP (tos 0x0, ttl 64, id 7331, offset 0, flags [DF], proto TCP (6), length 60)\n    10.9.0.1.52947 > 10.9.0.2.5672: Flags [S], cksum 0x1443 (incorrect -> 0xca88), seq 1, win 65495, length 0',
      undefined,
    ],
    [
      '-ve',
      '06:59:11.691004 02:42:ac:11:00:02 > 02:42:ac:11:00:03, ethertype IPv4 (0x0800), length 74: (tos 0x0, ttl 64, id 7331, offset 0, flags [DF], proto TCP (6), length 60)\n    10.9.0.1.52947 > 10.9.0.2.5672: Flags [S], cksum 0x1443 (correct), seq 1, win 65495, length 0',
      undefined,
    ],
    [
      '-e',
      '06:59:11.691004 02:42:ac:11:00:02 > 02:42:ac:11:00:03, ethertype IPv4 (0x0800), length 74: 10.9.0.1.52947 > 10.9.0.2.5672: Flags [S], seq 1, win 65495, length 0',
      undefined,
    ],
    [
      '-i any',
      '06:59:11.691003 eth0  In  IP 10.9.0.1.52947 > 10.9.0.2.5672: Flags [S], seq 1, win 65495, length 0',
      undefined,
    ],
    [
      'old style',
      '06:59:11.691003 IP 10.9.0.1.52947 > 10.9.0.2.5672: S 1321:1321(0) win 5840 <mss 1460,sackOK>',
      undefined,
    ],
  ])('%s', (_, text, atMs) => {
    const { flows, left } = readAll(text);

    expect(flows).toHaveLength(1);
    expect(flows[0]?.atMs).toBe(atMs);
    expect(flows[0]?.fields).toMatchObject({
      client: '10.9.0.1:52947',
      server: '10.9.0.2:5672',
      synCount: 1,
    });
    expect(left).toEqual([]);
  });

  it('IPv6 and names of hosts and services', () => {
    const text = `05:00:00.1 IP6 fe80::1.5672 > fe80::2.40000: Flags [R], seq 1, win 0, length 0
05:00:00.2 IP elb.example.com.https > app-0.internal.46283: Flags [R], seq 1, win 346, length 0`;

    expect(
      readAll(text).flows.map(({ fields }) => [fields['client'], fields['server'], fields['rstBy']]),
    ).toEqual([
      ['[fe80::2]:40000', '[fe80::1]:5672', 'server'],
      ['app-0.internal:46283', 'elb.example.com:https', 'server'],
    ]);
  });

  it('-ttt counts from the line before', () => {
    const text = ` 00:00:00.000000 IP ${C} > ${S}: Flags [P.], seq 1:9, ack 1, win 64, length 8
 00:00:00.000021 IP ${S} > ${C}: Flags [.], ack 9, win 64, length 0
 00:06:00.000000 IP ${C} > ${S}: Flags [P.], seq 9:17, ack 1, win 64, length 8
 00:00:00.000100 IP ${S} > ${C}: Flags [R], seq 1, win 0, length 0`;

    expect(flow(text)).toMatchObject({ durationSec: 360, rstAfterSilenceSec: 360 });
  });

  it('passes midnight without a jump', () => {
    const text = `23:59:50.000000 IP ${C} > ${S}: Flags [P.], seq 1:9, ack 1, win 64, length 8
00:00:20.000000 IP ${S} > ${C}: Flags [.], ack 9, win 64, length 0`;

    expect(flow(text)).toMatchObject({ durationSec: 30, longestSilenceSec: 30 });
  });

  it('takes banners, totals, other protocols and dumps along, and no log line', () => {
    const text = `tcpdump: verbose output suppressed, use -v[v]... for full protocol decode
listening on eth0, link-type EN10MB (Ethernet), snapshot length 262144 bytes
${OPENED}
	0x0000:  4500 003c 1ca3 4000 4006 0a05 0a09 0001  E..<..@.@.......
06:59:16.000000 ARP, Request who-has 10.9.0.2 tell 10.9.0.1, length 28
06:59:16.100000 IP 10.9.0.1.40000 > 10.9.0.3.53: 4021+ A? mq. (20)
7 packets captured
0 packets dropped by kernel
2026-11-22 07:00:00 ERROR worker > broker: connection reset`;

    const { flows, left } = readAll(text);

    expect(flows).toHaveLength(1);
    expect(left).toEqual(['2026-11-22 07:00:00 ERROR worker > broker: connection reset']);
  });
});

describe('a packet list of tshark or Wireshark', () => {
  it('is read like tcpdump', () => {
    const text = `    1   0.000000     10.0.0.1 → 10.0.0.2     TCP 74 51234 → 5672 [SYN] Seq=0 Win=64240 Len=0 MSS=1460
    2   0.000100     10.0.0.2 → 10.0.0.1     TCP 74 5672 → 51234 [SYN, ACK] Seq=0 Ack=1 Win=65160 Len=0
    3   0.000200     10.0.0.1 → 10.0.0.2     TCP 66 51234 → 5672 [ACK] Seq=1 Ack=1 Win=64256 Len=0
    4   30.000000     10.0.0.1 → 10.0.0.2     AMQP 74 Heartbeat
    5   60.000000     10.0.0.1 → 10.0.0.2     AMQP 74 Heartbeat
    6   60.200000     10.0.0.1 → 10.0.0.2     TCP 74 [TCP Retransmission] 51234 → 5672 [PSH, ACK] Seq=9 Ack=1 Win=64256 Len=8
    7   61.000000     10.0.0.2 → 10.0.0.1     TCP 54 5672 → 51234 [RST] Seq=1 Win=0 Len=0`;

    const { flows, left } = readAll(text);

    expect(left).toEqual([]);
    expect(flows).toHaveLength(1);
    expect(flows[0]?.fields).toMatchObject({
      client: '10.0.0.1:51234',
      server: '10.0.0.2:5672',
      packets: 7,
      heartbeatBy: 'client',
      heartbeatEverySec: 30,
      retransmits: 1,
      rstBy: 'server',
    });
  });

  it('may stand in columns without arrows between the addresses', () => {
    const text = `No.     Time           Source                Destination           Protocol Length Info
      1 0.000000       10.0.0.1              10.0.0.2              TCP      74     51234 → 5672 [SYN] Seq=0 Win=64240 Len=0`;

    expect(flow(text)).toMatchObject({ client: '10.0.0.1:51234', synAnswered: false });
    expect(readAll(text).left).toEqual([]);
  });
});

const FLAGS =
  'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status tcp-flags';

describe('a VPC flow log', () => {
  it('of the default format joins both directions and tells a refused one', () => {
    const text = `2 123456789010 eni-0a1b 172.31.16.139 172.31.16.21 40641 5672 6 20 4249 1418530010 1418530070 ACCEPT OK
2 123456789010 eni-0a1b 172.31.16.21 172.31.16.139 5672 40641 6 18 3900 1418530010 1418530070 ACCEPT OK
2 123456789010 eni-0a1b - - - - - - - 1418530070 1418530130 - NODATA
2 123456789010 eni-0a1b 172.31.9.69 172.31.9.12 49761 3389 6 3 180 1418530010 1418530070 REJECT OK`;

    const { flows, left } = readAll(text);

    expect(left).toEqual([]);
    expect(flows.map(({ fields }) => [fields['client'], fields['server'], fields['established']])).toEqual([
      ['172.31.16.139:40641', '172.31.16.21:5672', true],
      ['172.31.9.69:49761', '172.31.9.12:3389', false],
    ]);
    expect(flows[0]?.atMs).toBe(1418530010000);
  });

  it.each([
    [
      'default format, SYNs of Linux',
      '2 1 eni-1 10.0.0.1 10.0.0.2 40641 5672 6 3 180 1418530010 1418530070 REJECT OK',
    ],
    ['flags', `${FLAGS}\n2 1 eni-1 10.0.0.1 10.0.0.2 40641 5672 6 3 156 1418530010 1418530070 REJECT OK 2`],
  ])('tells an attempt that a security group rejects: %s', (_, text) => {
    expect(flow(text)).toMatchObject({
      rejected: 'request',
      established: false,
      synCount: 3,
      synAnswered: false,
    });
  });

  it('takes what is rejected after a connection has ended for no attempt', () => {
    const late = flow(
      `${FLAGS}\n2 1 eni-1 10.0.0.1 10.0.0.2 40641 5672 6 3 156 1418530010 1418530070 REJECT OK 1`,
    );

    expect(late['rejected']).toBeUndefined();
    expect(late['synAnswered']).toBeUndefined();
  });

  it('tells nothing of strangers who are rejected', () => {
    const scan = flow('2 1 eni-1 203.0.113.9 10.0.0.2 40641 23 6 3 180 1418530010 1418530070 REJECT OK');

    expect(scan['synAnswered']).toBeUndefined();
  });

  it('tells an answer that a network ACL rejects', () => {
    const text = `${FLAGS}
2 1 eni-1 10.0.0.1 10.0.0.2 40641 5672 6 4 240 1418530010 1418530070 ACCEPT OK 2
2 1 eni-1 10.0.0.2 10.0.0.1 5672 40641 6 5 300 1418530010 1418530070 REJECT OK 18`;

    expect(flow(text)).toMatchObject({
      rejected: 'answer',
      established: false,
      synAnswered: false,
      synAckUnanswered: 5,
    });
  });

  it.each([
    ['Linux', 180],
    ['macOS', 192],
  ])('tells SYNs of %s that nobody answers by their length', (_, bytes) => {
    const text = `2 1 eni-1 10.0.0.1 10.0.0.2 40641 5672 6 3 ${bytes} 1418530010 1418530070 ACCEPT OK`;

    expect(flow(text)).toMatchObject({ established: false, synCount: 3, synAnswered: false });
  });

  it('takes one direction of a connection in use for nothing else', () => {
    const text = '2 1 eni-1 10.0.0.1 10.0.0.2 40641 5672 6 3 164 1418530010 1418530070 ACCEPT OK';

    expect(flow(text)['synAnswered']).toBeUndefined();
    expect(flow(text)['established']).toBeUndefined();
  });

  it.each([
    ['flags', `${FLAGS}\n`, ' 2', ' 4'],
    ['lengths', '', '', ''],
  ])('tells a SYN that a RST answers, by %s', (_, header, asked, answered) => {
    const text = `${header}2 1 eni-1 10.0.0.1 10.0.0.2 40641 5672 6 1 60 1418530010 1418530070 ACCEPT OK${asked}
2 1 eni-1 10.0.0.2 10.0.0.1 5672 40641 6 1 40 1418530010 1418530070 ACCEPT OK${answered}`;

    expect(flow(text)).toMatchObject({ established: false, synCount: 1, synAnswered: true, rstBy: 'server' });
  });

  it('takes a RST of a connection in use for no refusal', () => {
    const text = `${FLAGS}
2 1 eni-1 10.0.0.1 10.0.0.2 40641 5672 6 9 1240 1418530010 1418530070 ACCEPT OK 2
2 1 eni-1 10.0.0.2 10.0.0.1 5672 40641 6 7 900 1418530010 1418530070 ACCEPT OK 22`;

    expect(flow(text)).toMatchObject({ established: true, rstBy: 'server' });
  });

  it('with flags tells who opened, who closed and who reset after a silence', () => {
    const text = `version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status tcp-flags
2 1 eni-1 10.0.0.1 10.0.0.2 40641 5672 6 4 240 1418530000 1418530002 ACCEPT OK 2
2 1 eni-1 10.0.0.2 10.0.0.1 5672 40641 6 4 240 1418530000 1418530002 ACCEPT OK 18
2 1 eni-1 10.0.0.1 10.0.0.2 40641 5672 6 1 60 1418530400 1418530400 ACCEPT OK 0
2 1 eni-1 10.0.0.2 10.0.0.1 5672 40641 6 1 40 1418530400 1418530400 ACCEPT OK 4`;

    expect(flow(text)).toMatchObject({
      synCount: 1,
      synAnswered: true,
      rstBy: 'server',
      longestSilenceSec: 398,
      rstAfterSilenceSec: 398,
    });
  });
});

describe('text that is no capture', () => {
  it.each([
    'closing AMQP connection <0.680.0> (10.0.0.1:50000 -> 10.0.0.2:5672):',
    '2026-11-22 05:00:41 INFO a > b: done',
    'echo "x" > /tmp/out: Flags [S]',
    '1 0.5 worker done TCP 3 tasks',
    'ESTAB 0 0 10.0.0.1:5672 10.0.0.2:40000',
    'a > '.repeat(300_000),
  ])('is left alone: %.60s', (text) => {
    expect(readAll(text).flows).toEqual([]);
  });
});

describe('a packet list with columns of its own', () => {
  const ROWS = [
    ['1', '11:00:01.000000', '10.9.0.1', '52947', '10.9.0.2', '5672', 'TCP', '66'],
    ['2', '11:00:02.000000', '10.9.0.1', '52947', '10.9.0.2', '5672', 'TCP', '66'],
  ];
  const INFO = [
    '52947 → 5672 [SYN] Seq=0 Win=64240 Len=0',
    '[TCP Retransmission] 52947 → 5672 [SYN] Seq=0 Win=64240 Len=0',
  ];
  const rows = (join: (cells: readonly string[]) => string) =>
    ROWS.map((cells, at) => join([...cells, INFO[at] ?? ''])).join('\n');

  it.each([
    [
      'padded, with ports in between',
      `No.     Time               Source       sport  Destination    dport  Protocol Length Info\n${rows((cells) => cells.join('   '))}`,
    ],
    [
      'as CSV',
      `"No.","Time","Source","Src Port","Destination","Dst Port","Protocol","Length","Info"\n${rows((cells) => cells.map((cell) => `"${cell}"`).join(','))}`,
    ],
    [
      'with Info before the length, and a date before the time',
      `Time Src Dst Protocol Info Length\n${rows(([, time, from, , to, , protocol, length, info]) => `2026-03-01 ${time} ${from} ${to} ${protocol} ${info} ${length}`)}`,
    ],
  ])('is read %s', (_, text) => {
    expect(flow(text)).toMatchObject({
      client: '10.9.0.1:52947',
      server: '10.9.0.2:5672',
      synCount: 2,
      synAnswered: false,
    });
  });
});

describe('what one end of a connection waits for', () => {
  const at = (sec: number) =>
    `11:${String(Math.floor(sec / 60)).padStart(2, '0')}:${String(sec % 60).padStart(2, '0')}.500000`;
  const sent = (sec: number, from: string, to: string, rest: string) =>
    `${at(sec)} IP ${from} > ${to}: Flags ${rest}`;
  const acked = (sec: number, from: string, to: string) =>
    sent(sec, from, to, '[.], ack 301, win 64, length 0');

  it('counts what was sent again since the other end was last heard, and the silence before', () => {
    const again = [90, 91, 93, 97].map((sec) =>
      sent(sec, C, S, '[P.], seq 9:29, ack 301, win 64, length 20'),
    );

    expect(flow([OPENED, ...again].join('\n'))).toMatchObject({
      unansweredBy: 'client',
      unansweredResends: 3,
      unansweredSec: 7,
      unansweredAfterSec: 90.5,
    });
  });

  it('forgets it once the other end answers', () => {
    const again = [90, 91].map((sec) => sent(sec, C, S, '[P.], seq 9:29, ack 301, win 64, length 20'));

    expect(
      flow([OPENED, ...again, sent(92, S, C, '[.], ack 29, win 64, length 0')].join('\n')),
    ).not.toHaveProperty('unansweredBy');
  });

  it.each([
    ['empty, without a sequence number', '[.], ack 301, win 64, length 0'],
    ['empty, with the number before', '[.], seq 8, ack 301, win 64, length 0'],
    ['of one old byte', '[.], seq 8:9, ack 301, win 64, length 1'],
  ])('counts keepalive probes that are %s', (_, probe) => {
    const opened = `${OPENED}\n${acked(0, C, S)}`;
    const probes = [60, 70, 80].map((sec) => sent(sec, C, S, probe));

    expect(flow([opened, ...probes].join('\n'))).toMatchObject({
      unansweredBy: 'client',
      unansweredProbes: 3,
    });
  });

  it('counts no probe that was answered', () => {
    const probes = [60, 120, 180].flatMap((sec) => [
      acked(sec, C, S),
      `${at(sec).replace('.5', '.6')} IP ${S} > ${C}: Flags [.], ack 9, win 64, length 0`,
    ]);

    expect(flow([OPENED, ...probes].join('\n'))).not.toHaveProperty('unansweredProbes');
  });

  it('measures an unanswered FIN to the end of the capture, not of the connection', () => {
    const fin = [
      sent(1, S, C, '[F.], seq 301, ack 9, win 64, length 0'),
      sent(2, C, S, '[.], ack 302, win 64, length 0'),
    ];
    const later = `11:05:02.500000 IP 10.9.0.7.40000 > ${S}: Flags [S], seq 1, win 64240, length 0`;

    expect(flow([OPENED, ...fin, later].join('\n'))).toMatchObject({
      finBy: 'server',
      finAckedOnlyBy: 'client',
      finUnansweredSec: 300,
    });
  });

  it('names the end whose heartbeats stopped before the other closed', () => {
    const beatOf = (sec: number, from: string, to: string, seq: number) =>
      sent(sec, from, to, `[P.], seq ${seq}:${seq + 8}, ack 9, win 64, length 8`);
    const beats = [10, 20, 30, 40, 50].map((sec, i) => beatOf(sec, S, C, 301 + 8 * i));
    const last = beatOf(11, C, S, 9);

    expect(
      flow(
        [
          OPENED,
          beats[0],
          last,
          ...beats.slice(1),
          sent(55, S, C, '[R.], seq 341, ack 17, win 0, length 0'),
        ].join('\n'),
      ),
    ).toMatchObject({
      heartbeatEverySec: 10,
      heartbeatMissedBy: 'client',
      heartbeatMissedSec: 44,
      heartbeatEnded: 'RST',
    });
  });

  const lowly = (sec: number, from: string, to: string, seq: number, size = 8) =>
    sent(sec, from, to, `[P.], seq ${seq}:${seq + size}, ack 9, win 64, length ${size}`);
  const beatsOf = (from: string, to: string, seq: number) =>
    [10, 20, 30, 40, 50].flatMap((sec, i) => [lowly(sec, from, to, seq + 8 * i), acked(sec, to, from)]);

  it.each([
    ['server', 'client', S, C, 301],
    ['client', 'server', C, S, 9],
  ] as const)(
    'names the end that never beat while the %s did and then closed without a word',
    (_, missedBy, by, other, seq) => {
      const fin = sent(52, by, other, `[F.], seq ${seq + 40}, ack 9, win 64, length 0`);
      const late = sent(190, other, by, '[P.], seq 9:30, ack 9, win 64, length 21');
      const refused = sent(190, by, other, '[R], seq 341, win 0, length 0');

      const found = flow(
        [OPENED, ...beatsOf(by, other, seq), fin, acked(52, other, by), late, refused].join('\n'),
      );

      expect(found).toMatchObject({
        heartbeatMissedBy: missedBy,
        heartbeatEnded: 'FIN',
        finBy: by === S ? 'server' : 'client',
      });
      expect(found['rstAfterSilenceSec']).toBeUndefined();
    },
  );

  it('takes no end for silent that the other left with a word', () => {
    const goodbye = lowly(52, S, C, 341, 60);
    const fin = sent(52.2, S, C, '[F.], seq 401, ack 9, win 64, length 0');

    expect(
      flow([OPENED, ...beatsOf(S, C, 301), goodbye, fin].join('\n'))['heartbeatMissedBy'],
    ).toBeUndefined();
  });

  it('takes the pause across packets that were left out for no silence', () => {
    const beats = [
      sent(1, C, S, '[P.], seq 9:19, ack 301, win 64, length 10'),
      '[… 60 packets alike]',
      acked(400, C, S),
    ];

    expect(flow([OPENED, ...beats].join('\n'))).toMatchObject({
      packets: 7,
      longestSilenceSec: expect.closeTo(1.5, 0),
    });
  });

  it('counts SYN-ACKs that the client never acknowledged', () => {
    const synAck = (sec: number) => sent(sec, S, C, '[S.], seq 50, ack 6, win 64240, length 0');

    expect(flow([syn(0), synAck(0), synAck(1), synAck(3)].join('\n'))).toMatchObject({
      established: false,
      synAckUnanswered: 3,
    });
  });
});
