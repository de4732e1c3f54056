import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Observation } from '../../../../src/model/observation.ts';
import { captureFormat } from '../../../../src/observe/captures/files/capture-file.ts';
import { readCaptureFile } from '../../../../src/observe/captures/files/read-capture-file.ts';
import { observe } from '../../../../src/observe/observe.ts';
import { bytesOf, ethernet, ipv4, ipv6, long, pcap, word } from '../../../support/capture-bytes.ts';

const RECORDED = join(import.meta.dirname, '../../../fixtures/recorded');

function read(file: Uint8Array, pieceBytes = file.length) {
  const format = captureFormat(file);
  if (!format) return undefined;
  const reading = readCaptureFile(format, { name: 'x.pcap' });
  for (let at = 0; at < file.length; at += pieceBytes) reading.write(file.subarray(at, at + pieceBytes));
  return reading.end();
}

function flows(file: Uint8Array): Record<string, unknown>[] {
  return onlyFlows(read(file)?.observations ?? []).map(({ fields }) => fields);
}

function onlyFlows(observations: readonly Observation[]): Observation[] {
  return observations.filter(({ kind }) => kind === 'flow');
}

const SYN = 2;
const SYN_ACK = 0x12;
const ACK = 0x10;
const opening = (ip: typeof ipv4 = ipv4): Uint8Array[] => [
  ip({ flags: SYN, seq: 999 }),
  ip({ flags: SYN_ACK, seq: 4999, ack: 1000, isServers: true }),
  ip({ flags: ACK, seq: 1000, ack: 5000 }),
];

describe('what carries a packet', () => {
  const packets = [ipv4({ payload: 'abc' })];
  const sll = bytesOf([0, 0, 0, 1, 0, 6], new Uint8Array(8), word(0x0800));
  const sll2 = bytesOf(word(0x0800), [0, 0], long(2), [0, 1, 0, 6], new Uint8Array(8));
  it.each([
    ['Ethernet', 1, packets.map((ip) => ethernet(ip))],
    ['a VLAN', 1, packets.map((ip) => ethernet(ip, 0x8100))],
    ['a VLAN in a VLAN', 1, packets.map((ip) => ethernet(ip, 0x88a8, 0x8100))],
    ['Linux cooked', 113, packets.map((ip) => bytesOf(sll, ip))],
    ['Linux cooked, version 2', 276, packets.map((ip) => bytesOf(sll2, ip))],
    [
      'the loopback of BSD, either byte order',
      0,
      packets.flatMap((ip) => [bytesOf([2, 0, 0, 0], ip), bytesOf([0, 0, 0, 2], ip)]),
    ],
    ['the loopback of OpenBSD', 108, packets.map((ip) => bytesOf([0, 0, 0, 2], ip))],
    ['nothing: raw IP', 101, packets],
  ])('%s', (_name, linkType, frames) => {
    expect(flows(pcap(frames, { linkType }))).toMatchObject([
      { client: '10.0.0.1:40000', server: '10.0.0.2:5672', packets: frames.length },
    ]);
  });

  it('IPv6, with extension headers and mapped addresses', () => {
    expect(flows(pcap([ethernet(ipv6())]))).toMatchObject([
      { client: '[2001:db8::1]:40000', server: '[::ffff:10.0.0.2]:5672' },
    ]);
  });

  it('what is not TCP, or of an unknown link, is passed over', () => {
    const udp = ipv4();
    udp[9] = 17;
    expect(read(pcap([ethernet(udp)]))).toMatchObject({ observations: [], unread: 0 });
    expect(read(pcap([ipv4()], { linkType: 147 }))).toMatchObject({ observations: [], unread: 0 });
  });
});

describe('a pcap file', () => {
  const frames = opening().map((ip) => ethernet(ip));
  it.each([
    ['little-endian', { isLittle: true }],
    ['big-endian', { isLittle: false }],
    ['with nanoseconds', { isNano: true }],
    ['big-endian with nanoseconds', { isLittle: false, isNano: true }],
  ])('is read: %s', (_name, options) => {
    const [flow] = onlyFlows(read(pcap(frames, options))?.observations ?? []);

    expect(flow).toMatchObject({
      atMs: 1_800_000_000_500,
      at: { line: 1, endLine: 3 },
      fields: { established: true, synCount: 1, durationSec: 2 },
    });
  });

  it('quotes a packet as tcpdump prints it', () => {
    const [flow] = read(pcap(frames))?.observations ?? [];

    expect(flow?.verbatim.split('\n')[1]).toBe(
      '2027-01-15 08:00:02.500 10.0.0.1:40000 > 10.0.0.2:5672: Flags [.], ack 1, win 512, length 0',
    );
  });

  it('is the same however its bytes are cut into pieces', () => {
    const file = pcap(frames);
    const whole = read(file);

    for (const pieceBytes of [12, 13, 40, 77]) expect(read(file, pieceBytes)).toEqual(whole);
  });

  it('counts a packet that was cut off, wherever the file ends', () => {
    const file = pcap(frames);
    const ends = Array.from({ length: file.length - 24 }, (_, i) => 24 + i);
    const recordBytes = 16 + (frames[0]?.length ?? 0);

    for (const end of ends)
      expect(read(file.subarray(0, end))).toMatchObject({ unread: (end - 24) % recordBytes === 0 ? 0 : 1 });
  });

  it('is read up to the place where it is damaged', () => {
    const file = pcap(frames);
    file.fill(0xff, file.length - 20);
    const damaged = bytesOf(pcap(frames), new Uint8Array(64).fill(0xff));

    expect(read(damaged)).toMatchObject({ unread: 1, observations: [{ fields: { packets: 3 } }] });
    expect(() => read(file)).not.toThrow();
  });

  it('never throws, whatever a byte of it is', () => {
    const file = pcap([...frames, ethernet(ipv4({ payload: 'AMQP\0\0\t\u0001' }))]);

    for (let at = 12; at < file.length; at++) {
      const changed = file.slice();
      changed[at] = 0xff - (changed[at] ?? 0);
      expect(() => read(changed)).not.toThrow();
    }
  });
});

describe('a pcapng file', () => {
  const little = (value: number) => long(value).toReversed();
  const block = (type: number, ...body: (Uint8Array | number[])[]) => {
    const inner = bytesOf(...body);
    const length = 12 + Math.ceil(inner.length / 4) * 4;
    return bytesOf(
      little(type),
      little(length),
      inner,
      new Uint8Array(length - 12 - inner.length),
      little(length),
    );
  };
  const section = block(0x0a0d0d0a, little(0x1a2b3c4d), [1, 0, 0, 0], new Uint8Array(8).fill(255));
  const nanoInterface = block(1, [1, 0, 0, 0], little(0), [9, 0, 1, 0, 9, 0, 0, 0], [0, 0, 0, 0]);
  const frame = ethernet(ipv4({ flags: SYN }));
  const stamp = 1_800_000_000n * 1_000_000_000n;
  const high = little(Number(stamp >> 32n));
  const low = little(Number(stamp & 0xffff_ffffn));
  const length = little(frame.length);

  it.each([
    ['an enhanced packet', block(6, little(0), high, low, length, length, frame)],
    ['an obsolete packet', block(2, [0, 0, 0, 0], high, low, length, length, frame)],
  ])('is read, with the resolution of its interface: %s', (_name, packet) => {
    const [flow] =
      read(bytesOf(section, nanoInterface, block(0x0bad, [1, 2, 3, 4]), packet))?.observations ?? [];

    expect(flow).toMatchObject({ atMs: 1_800_000_000_000, fields: { client: '10.0.0.1:40000' } });
  });

  it('has packets without a time', () => {
    const [flow] = read(bytesOf(section, nanoInterface, block(3, length, frame)))?.observations ?? [];

    expect(flow).toMatchObject({ fields: { packets: 1 } });
    expect(flow?.atMs).toBeUndefined();
  });

  it('is read up to a block whose length cannot be', () => {
    const file = bytesOf(
      section,
      nanoInterface,
      block(3, length, frame),
      little(6),
      little(5),
      new Uint8Array(20),
    );

    expect(read(file)).toMatchObject({ unread: 1, observations: [{ fields: { packets: 1 } }] });
  });
});

describe('an input that is no capture file', () => {
  it.each(['2026-11-22 08:04:38 [error] x', '\n\r\r\n a text that begins with blank lines', ''])(
    '%j',
    (text) => {
      expect(captureFormat(Buffer.from(text))).toBeUndefined();
    },
  );
});

describe('a recorded file says of each connection what the text that tcpdump printed of the same packets says', () => {
  const files = readdirSync(RECORDED, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.pcap'),
  );
  /** What payloads alone tell. */
  const OF_PAYLOADS = ['agreedSec', 'clientName', 'goodbyeBy', 'heartbeatBy', 'heartbeatEverySec'];

  it.each(files)('%s', (file) => {
    const printed = readFileSync(join(RECORDED, file.replace('.pcap', '-tcpdump.txt')), 'utf8');
    const ofText = onlyFlows(observe(printed, { name: 'x' }).observations);
    const known = ({ fields }: Observation) =>
      Object.fromEntries(Object.entries(fields).filter(([name]) => !OF_PAYLOADS.includes(name)));

    expect(onlyFlows(read(readFileSync(join(RECORDED, file)))?.observations ?? []).map(known)).toEqual(
      ofText.map(known),
    );
  });
});
