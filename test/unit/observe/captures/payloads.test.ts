import { describe, expect, it } from 'vitest';
import type { Observation } from '../../../../src/model/observation.ts';
import { readCaptureFile } from '../../../../src/observe/captures/files/read-capture-file.ts';
import { bytesOf, ethernet, ipv4, long, pcap, word } from '../../../support/capture-bytes.ts';

type Sent = ['client' | 'server', Uint8Array];

const SYN = 2;

/** What is read of a connection to a port on which these payloads were sent, one a second. */
function talk(toPort: number, sent: readonly Sent[]): Observation[] {
  const next = { client: 1000, server: 5000 };
  const packets = sent.map(([by, payload]) => {
    const seq = next[by];
    next[by] += payload.length;
    return ipv4({ toPort, seq, payload, isServers: by === 'server' });
  });
  const reading = readCaptureFile('pcap', { name: 'x.pcap' });
  reading.write(pcap([ipv4({ toPort, flags: SYN, seq: 999 }), ...packets].map((ip) => ethernet(ip))));
  return reading.end().observations;
}

const flowOf = (toPort: number, ...sent: Sent[]) =>
  talk(toPort, sent).find(({ kind }) => kind === 'flow')?.fields;
const messagesOf = (toPort: number, ...sent: Sent[]) =>
  talk(toPort, sent).flatMap(({ kind, text }) => (kind === 'log' ? [text] : []));

describe('AMQP 0-9-1', () => {
  const frame = (type: number, ...body: (Uint8Array | readonly number[] | string)[]) => {
    const inner = bytesOf(...body);
    return bytesOf([type], word(0), long(inner.length), inner, [0xce]);
  };
  const header = bytesOf('AMQP', [0, 0, 9, 1]);
  const tuneOk = (heartbeat: number) =>
    frame(1, word(10), word(31), word(2047), long(131_072), word(heartbeat));
  const close = (code: number, text: string) =>
    frame(1, word(10), word(50), word(code), [text.length], text, word(60), word(40));
  const beat = frame(8);

  it('tells the heartbeat that was agreed, at any port', () => {
    expect(flowOf(9999, ['client', header], ['client', tuneOk(60)])).toMatchObject({
      protocol: 'amqp',
      agreedSec: 60,
    });
  });

  it('tells who beats', () => {
    const sent: Sent[] = [
      ['client', header],
      ['server', beat],
      ['server', beat],
      ['server', beat],
    ];

    expect(flowOf(5672, ...sent)).toMatchObject({ heartbeatBy: 'server', heartbeatEverySec: 1 });
  });

  it('tells why a connection was closed, unless it ended well', () => {
    const forced = "CONNECTION_FORCED - broker forced connection closure with reason 'shutdown'";
    const [message] = messagesOf(5672, ['client', header], ['server', close(320, forced)]);

    expect(message).toBe(
      `#method<connection.close>(reply-code=320, reply-text=${forced}, class-id=60, method-id=40)`,
    );
    expect(messagesOf(5672, ['client', header], ['client', close(200, 'Goodbye')])).toEqual([]);
    expect(flowOf(5672, ['client', header], ['client', close(200, 'Goodbye')])).toMatchObject({
      goodbyeBy: 'client',
    });
  });

  it('tells that a publisher is blocked', () => {
    const blocked = frame(1, word(10), word(60), [13], 'low on memory');

    expect(messagesOf(5672, ['client', header], ['server', blocked])).toEqual([
      'connection.blocked: low on memory',
    ]);
  });

  it('reads frames behind others of the same packet, and none of one that was cut', () => {
    const content = frame(3, 'a message');

    expect(flowOf(5672, ['client', bytesOf(content, tuneOk(30))])).toMatchObject({ agreedSec: 30 });
    expect(flowOf(5672, ['client', bytesOf(content, tuneOk(30).subarray(0, 15))])).not.toHaveProperty(
      'agreedSec',
    );
  });

  it('shows a password to nobody', () => {
    const startOk = frame(1, word(10), word(11), long(0), [5], 'PLAIN', long(20), '\0orders\0top-secret-1');

    expect(
      JSON.stringify(
        talk(5672, [
          ['client', header],
          ['client', startOk],
        ]),
      ),
    ).not.toContain('top-secret');
  });
});

describe('MQTT', () => {
  const packet = (first: number, ...body: (Uint8Array | readonly number[] | string)[]) => {
    const inner = bytesOf(...body);
    return bytesOf([first, inner.length], inner);
  };
  const connect = (version: number, ...properties: number[]) =>
    packet(
      0x10,
      word(4),
      'MQTT',
      [version, 0xc2],
      word(60),
      properties,
      word(6),
      'lamp-7',
      word(3),
      'sam',
      word(12),
      'top-secret-1',
    );

  it.each([
    ['3.1.1', connect(4)],
    ['5.0', connect(5, 5, 17, 0, 0, 0, 60)],
  ])('%s tells the keep alive and the client id, at any port, and no password', (_version, opened) => {
    const read = talk(7777, [['client', opened]]);

    expect(read[0]?.fields).toMatchObject({ protocol: 'mqtt', agreedSec: 60, clientName: 'lamp-7' });
    expect(JSON.stringify(read)).not.toContain('top-secret');
  });

  it('tells pings and a farewell', () => {
    const sent: Sent[] = [
      ['client', connect(4)],
      ['client', packet(0xc0)],
      ['client', packet(0xc0)],
      ['client', packet(0xe0)],
    ];

    expect(flowOf(1883, ...sent)).toMatchObject({ heartbeatBy: 'client', goodbyeBy: 'client' });
  });

  it('tells a refusal, and why a server of version 5 ends a connection', () => {
    expect(messagesOf(1883, ['client', connect(4)], ['server', packet(0x20, [0, 5])])).toEqual([
      'Connection error: Connection Refused: not authorised.',
    ]);
    expect(messagesOf(1883, ['client', connect(5, 0)], ['server', packet(0xe0, [0x8e, 0])])).toEqual([
      'Disconnected by the server: session taken over',
    ]);
  });
});

describe('PostgreSQL', () => {
  const error = (severity: string, message: string) => {
    const fields = bytesOf('S', severity, [0], 'C57P05', [0], 'M', message, [0, 0]);
    return bytesOf('E', long(4 + fields.length), fields);
  };

  it('tells what ends a session, and no error of a statement', () => {
    const ended = 'terminating connection due to idle-session timeout';

    expect(messagesOf(5432, ['server', error('FATAL', ended)])).toEqual([`FATAL:  ${ended}`]);
    expect(messagesOf(5432, ['server', error('ERROR', 'Key (email)=(sam@example.com) exists')])).toEqual([]);
  });

  it('tells that a client took its leave, and no password', () => {
    const password = bytesOf('p', long(16), 'top-secret-1');
    const terminate = bytesOf('X', long(4));

    const read = talk(5432, [
      ['client', password],
      ['client', terminate],
    ]);

    expect(read[0]?.fields).toMatchObject({ protocol: 'postgresql', goodbyeBy: 'client' });
    expect(JSON.stringify(read)).not.toContain('top-secret');
  });
});

describe('MySQL', () => {
  const packet = (number: number, ...body: (Uint8Array | readonly number[] | string)[]) => {
    const inner = bytesOf(...body);
    return bytesOf([inner.length, 0, 0, number], inner);
  };
  const error = (code: number, message: string) =>
    packet(2, [0xff, code & 255, code >> 8], '#08004', message);

  it('tells errors of the connection, and no error of a statement', () => {
    expect(messagesOf(3306, ['server', error(1040, 'Too many connections')])).toEqual([
      'ERROR 1040 (08004): Too many connections',
    ]);
    expect(messagesOf(3306, ['server', error(1062, "Duplicate entry 'sam@example.com'")])).toEqual([]);
  });

  it('tells COM_QUIT', () => {
    expect(flowOf(3306, ['client', packet(0, [1])])).toMatchObject({
      protocol: 'mysql',
      goodbyeBy: 'client',
    });
  });
});

describe('Redis and NATS', () => {
  it('tell why the server ends a connection, and no error of a command', () => {
    expect(messagesOf(6379, ['server', bytesOf('-ERR max number of clients reached\r\n')])).toEqual([
      '-ERR max number of clients reached',
    ]);
    expect(messagesOf(6379, ['server', bytesOf("-ERR unknown command 'top-secret-1'\r\n")])).toEqual([]);
    expect(messagesOf(4222, ['server', bytesOf("-ERR 'Stale Connection'\r\n")])).toEqual([
      "-ERR 'Stale Connection'",
    ]);
  });
});
