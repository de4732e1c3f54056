import { describe, expect, it } from 'vitest';
import { builtInEngine } from '../../../support/built-in-runbooks.ts';
import { triageWith } from '../../../support/triage-text.ts';

const engine = builtInEngine();
const diagnosesOf = (text: string) => triageWith(engine, text).diagnoses;

const [BROKER, CLIENT] = ['10.96.0.2', '10.96.7.7'];
const row = (...cells: (string | number)[]) => cells.join('\t');
/** Each end's heartbeats: of the client every 15 s until it stops, of the broker every 15 s until the end. */
const beats = (clientUntil: number, write: (sec: number, from: string, to: string) => string) =>
  [15, 30, 45, 60, 75, 90]
    .flatMap((sec) => [
      write(sec, BROKER, CLIENT),
      ...(sec <= clientUntil ? [write(sec + 1, CLIENT, BROKER)] : []),
    ])
    .join('\n');

describe('rows of tshark -T fields', () => {
  it.each([
    [
      'with the type of the frame and Info',
      '$ tshark -r q.pcap -Y amqp -T fields -e frame.time_relative -e ip.src -e ip.dst -e amqp.type -e _ws.col.Info',
      (sec: number, from: string, to: string) => row(`${sec}.100000`, from, to, 8, 'Heartbeat'),
      row('97.500000', BROKER, CLIENT, '', '5672 → 40771 [FIN, ACK] Seq=9 Ack=7 Win=501 Len=0'),
    ],
    [
      'with ports, flags and lengths, parted by commas',
      '$ tshark -r q.pcap -T fields -E separator=, -e frame.time_epoch -e ip.src -e tcp.srcport -e ip.dst -e tcp.dstport -e tcp.flags -e tcp.len',
      (sec: number, from: string, to: string) =>
        [
          `17780000${sec}.1`,
          from,
          from === BROKER ? 5672 : 40771,
          to,
          to === BROKER ? 5672 : 40771,
          '0x0018',
          8,
        ].join(','),
      ['1778000097.5', BROKER, 5672, CLIENT, 40771, '0x0011', 0].join(','),
    ],
    [
      'below a heading of their own',
      'frame.time_relative\tip.src\ttcp.srcport\tip.dst\ttcp.dstport\ttcp.flags.fin\tamqp.type',
      (sec: number, from: string, to: string) =>
        row(`${sec}.100000`, from, from === BROKER ? 5672 : 40771, to, to === BROKER ? 5672 : 40771, 0, 8),
      row('97.500000', BROKER, 5672, CLIENT, 40771, 1, ''),
    ],
  ])('tell whose heartbeats stopped, %s', (_, heading, write, fin) => {
    const found = diagnosesOf(`${heading}\n${beats(30, write)}\n${fin}\n`)[0];

    expect(found?.runbook).toBe('missed-heartbeats');
    expect(JSON.stringify(found)).toContain(CLIENT);
    expect(diagnosesOf(`${heading}\n${beats(90, write)}\n`)).toEqual([]);
  });

  it('are no packets where the columns do not tell both ends', () => {
    const text =
      '$ tshark -r q.pcap -T fields -e frame.number -e frame.time_relative -e amqp.type\n1\t0.1\t8\n2\t15.1\t8\n';

    expect(diagnosesOf(text)).toEqual([]);
  });
});

describe('methods that tshark -V decoded', () => {
  const method = (name: string, ...given: string[]) =>
    [
      '    Type: Method (1)',
      '    Channel: 0',
      '    Class: Connection (10)',
      `    Method: ${name}`,
      '    Arguments',
      ...given.map((one) => `        ${one}`),
      '',
    ].join('\n');

  it.each([
    ['disk-alarm', method('Blocked (60)', 'Reason: low on disk')],
    ['memory-alarm', method('Blocked (60)', 'Reason: low on memory')],
    [
      'broker-shutdown',
      method(
        'Close (50)',
        'Reply-Code: 320',
        "Reply-Text: CONNECTION_FORCED - broker forced connection closure with reason 'shutdown'",
        'Class-Id: 0',
        'Method-Id: 0',
      ),
    ],
    ['heartbeat-disabled', method('Tune-Ok (31)', 'Channel-Max: 2047', 'Frame-Max: 131072', 'Heartbeat: 0')],
  ])('name the cause: %s', (cause, text) => {
    expect(diagnosesOf(`$ tshark -r q.pcap -Y amqp -V\n${text}`)[0]?.runbook).toBe(cause);
  });

  it.each([
    ['a close in good order', method('Close (50)', 'Reply-Code: 200', 'Reply-Text: Goodbye')],
    ['a heartbeat that was agreed', method('Tune-Ok (31)', 'Channel-Max: 2047', 'Heartbeat: 60')],
    ['the end of a block', method('Unblocked (61)')],
  ])('say nothing of %s', (_, text) => {
    expect(diagnosesOf(`$ tshark -r q.pcap -Y amqp -V\n${text}`)).toEqual([]);
  });
});
