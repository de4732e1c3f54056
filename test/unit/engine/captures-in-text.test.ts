import { describe, expect, it } from 'vitest';
import { builtInEngine } from '../../support/built-in-runbooks.ts';
import { triageWith } from '../../support/triage-text.ts';

const engine = builtInEngine();
const idsOf = (text: string) => triageWith(engine, text).diagnoses.map(({ runbook }) => runbook);
const first = (text: string) => triageWith(engine, text).diagnoses[0];

const CLIENT = '10.77.1.9.40418';
const SERVER = '10.77.2.4.5672';

describe('data that is answered by an RST at once', () => {
  const sent = `09:14:02.501100 IP ${CLIENT} > ${SERVER}: Flags [P.], seq 88120:88141, ack 4410077, win 501, length 21`;

  it.each([
    ['tcpdump', `${sent}\n09:14:02.501420 IP ${SERVER} > ${CLIENT}: Flags [R], seq 4410077, win 0, length 0`],
    [
      'tcpdump, repeated, with a remark between',
      `${sent}\n09:14:02.501420 IP ${SERVER} > ${CLIENT}: Flags [R], seq 4410077, win 0, length 0\n# and once more\n${sent.replace(':02.5', ':02.6')}\n09:14:02.601420 IP ${SERVER} > ${CLIENT}: Flags [R], seq 4410077, win 0, length 0`,
    ],
    [
      'a probe of the kernel, at the port of a broker',
      `09:14:02.501100 IP ${CLIENT} > ${SERVER}: Flags [.], ack 4410077, win 501, length 0\n09:14:02.501420 IP ${SERVER} > ${CLIENT}: Flags [R], seq 4410077, win 0, length 0`,
    ],
    [
      'tshark',
      '    1 0.000000000    10.77.1.9 → 10.77.2.4    TCP 87 40418 → 5672 [PSH, ACK] Seq=1 Ack=1 Win=501 Len=21\n    2 0.000310000    10.77.2.4 → 10.77.1.9    TCP 54 5672 → 40418 [RST] Seq=1 Win=0 Len=0',
    ],
  ])(
    'is of a connection that the other end does not have, where nothing else of it was seen: %s',
    (_, text) => {
      const [diagnosis] = triageWith(engine, text).diagnoses;

      expect(diagnosis?.runbook).toBe('half-open-connection');
      expect(diagnosis?.facts).toMatchObject({ client: '10.77.1.9:40418', server: '10.77.2.4:5672' });
    },
  );

  it('is a reset where the connection was in use', () => {
    const text = `09:14:02.400000 IP ${SERVER} > ${CLIENT}: Flags [P.], seq 1:49, ack 88120, win 509, length 48
09:14:02.400100 IP ${CLIENT} > ${SERVER}: Flags [.], ack 49, win 501, length 0
09:14:02.501100 IP ${CLIENT} > ${SERVER}: Flags [P.], seq 88120:88141, ack 49, win 501, length 21
09:14:02.501420 IP ${SERVER} > ${CLIENT}: Flags [R.], seq 49, ack 88141, win 0, length 0`;

    expect(first(text)).toMatchObject({ runbook: 'connection-reset', facts: { server: '10.77.2.4:5672' } });
  });

  it.each([
    [
      'both ends closed before',
      `09:14:02.400000 IP ${SERVER} > ${CLIENT}: Flags [F.], seq 49, ack 88120, win 509, length 0
09:14:02.400100 IP ${CLIENT} > ${SERVER}: Flags [F.], seq 88120, ack 50, win 501, length 0
09:14:02.400200 IP ${SERVER} > ${CLIENT}: Flags [R], seq 50, win 0, length 0`,
    ],
    [
      'a client that resets when it has what it asked for',
      `09:14:02.400000 IP ${CLIENT} > ${SERVER}: Flags [P.], seq 1:49, ack 1, win 509, length 48
09:14:02.400100 IP ${SERVER} > ${CLIENT}: Flags [P.], seq 1:300, ack 49, win 501, length 299
09:14:02.400200 IP ${CLIENT} > ${SERVER}: Flags [R.], seq 49, ack 300, win 0, length 0`,
    ],
    [
      'acknowledgements of a port scan',
      `09:14:02.400000 IP 10.77.1.9.61022 > 10.77.2.4.22: Flags [.], ack 771, win 1024, length 0
09:14:02.400100 IP 10.77.2.4.22 > 10.77.1.9.61022: Flags [R], seq 771, win 0, length 0`,
    ],
  ])('says nothing where it is ordinary: %s', (_, text) => {
    expect(idsOf(text)).toEqual([]);
  });
});

/** Heartbeats of the broker every 15 s, and what the client does meanwhile. */
const beats = (client: (at: number) => string) =>
  [15, 30, 45, 60]
    .map((at) => ` ${at} ${at}.2010 10.77.2.4 10.77.1.9 AMQP Heartbeat\n${client(at)}`)
    .join('\n');

describe('a packet list without lengths, whose messages name no ports', () => {
  const head = 'No. Time Source Destination Proto Info\n';
  const agreed =
    ' 4 0.0311 10.77.1.9 10.77.2.4 AMQP Connection.Tune-Ok (channel-max=2047, heartbeat=30)\n 9 0.0900 10.77.2.4 10.77.1.9 AMQP Basic.Deliver\n';
  const acked = (at: number) => `${at} ${at}.2011 10.77.1.9 10.77.2.4 TCP 40418 -> 5672 [ACK]`;
  const closed =
    '\n 71 75.2100 10.77.2.4 10.77.1.9 TCP 5672 -> 40418 [FIN, ACK]\n 72 75.2500 10.77.1.9 10.77.2.4 TCP 40418 -> 5672 [ACK]';
  const late =
    '\n 90 190.10 10.77.1.9 10.77.2.4 AMQP Basic.Ack\n 91 190.11 10.77.2.4 10.77.1.9 TCP 5672 -> 40418 [RST]';

  it.each([
    ['with a heading', head],
    ['without one', ''],
  ])('shows heartbeats of one end only and the agreed time-out, %s', (_, heading) => {
    const diagnosis = first(`${heading}${agreed}${beats(acked)}${closed}${late}`);

    expect(diagnosis).toMatchObject({ runbook: 'missed-heartbeats', facts: { agreedSec: 30 } });
  });

  it('is silent where both ends send heartbeats and the broker stops after them', () => {
    const both = (at: number) => `${acked(at)}\n ${at} ${at}.3 10.77.1.9 10.77.2.4 AMQP Heartbeat`;

    expect(idsOf(`${head}${agreed}${beats(both)}`)).toEqual([]);
  });
});

describe('what a person writes into a capture', () => {
  const data = (at: string, seq: number) =>
    `10:00:${at} IP ${CLIENT} > ${SERVER}: Flags [P.], seq ${seq}:${seq + 900}, ack 20, win 501, length 900`;
  const shut = (at: string) => `10:00:${at} IP ${SERVER} > ${CLIENT}: Flags [.], ack 1801, win 0, length 0`;

  it('names the alarm for which a broker stopped reading', () => {
    const text = `${data('01.1', 1)}
10:00:01.2 IP ${SERVER} > ${CLIENT}: Flags [P.], seq 20:44, ack 901, win 80, length 24 (AMQP Connection.Blocked reason="low on disk")
${data('01.3', 901)}
${shut('01.4')}
${shut('02.4')}`;

    expect(idsOf(text)[0]).toMatch(/publisher-blocked|disk-alarm/);
  });

  it('leaves a closed window to the receiver where nothing says why', () => {
    expect(idsOf(`${data('01.1', 1)}\n${data('01.3', 901)}\n${shut('01.4')}\n${shut('02.4')}`)[0]).toBe(
      'receiver-not-reading',
    );
  });
});

describe('a connection that nobody answers after hours of silence', () => {
  const quiet = `21:10:00.100000 IP ${CLIENT} > ${SERVER}: Flags [.], ack 7001, win 700, length 0
21:10:00.140000 IP ${SERVER} > ${CLIENT}: Flags [.], ack 330, win 700, length 0`;
  const probe = (at: string) =>
    `${at} IP ${CLIENT} > ${SERVER}: Flags [.], seq 329:329, ack 7001, win 700, length 0`;
  const probes = `(nothing for two hours)\n${probe('23:10:00.300000')}   <- keepalive\n${probe('23:11:15.300000')}\n${probe('23:12:30.300000')}`;
  const again = `23:12:31.000000 IP 10.77.1.9.40500 > ${SERVER}: Flags [S], seq 9, win 64240, length 0
23:12:31.000900 IP ${SERVER} > 10.77.1.9.40500: Flags [S.], seq 5, ack 10, win 65160, length 0
23:12:31.001000 IP 10.77.1.9.40500 > ${SERVER}: Flags [.], ack 6, win 64240, length 0`;

  it('was forgotten on the way where a new one works at once, and the limit is named where it is written', () => {
    const diagnosis = first(`${quiet}\n${probes}\n${again}\n# firewall session timeout: 1800 s`);

    expect(diagnosis?.runbook).toBe('idle-connection-dropped');
    expect(JSON.stringify(diagnosis)).toContain('1800 s');
  });

  it('is the same connection on both sides of a remark between blank lines', () => {
    const write = (at: string) =>
      `${at} IP ${CLIENT} > ${SERVER}: Flags [P.], seq 330:350, ack 7001, win 700, length 20`;
    const resent = ['22:20:00.1', '22:20:00.3', '22:20:00.8', '22:20:01.9', '22:20:04.2']
      .map(write)
      .join('\n');

    expect(first(`${quiet}\n\n   --- an hour later ---\n\n${resent}\n${again}`)?.runbook).toBe(
      'idle-connection-dropped',
    );
  });

  it('is alive where its probes are answered', () => {
    const answer = (at: string) => `${at} IP ${SERVER} > ${CLIENT}: Flags [.], ack 330, win 700, length 0`;
    const text = `${quiet}\n(nothing for two hours)\n${probe('23:10:00.300000')}\n${answer('23:10:00.340000')}\n(and again)\n${probe('01:10:00.300000')}\n${answer('01:10:00.340000')}`;

    expect(idsOf(text)).toEqual([]);
  });
});
