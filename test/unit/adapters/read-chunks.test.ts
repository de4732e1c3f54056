import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ReadFrom, type ReadReport, readChunks } from '../../../src/adapters/read-chunks.ts';
import { ethernet, ipv4, pcap } from '../../support/capture-bytes.ts';

const MIB = 1 << 20;
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'read-chunks-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function fileOf(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

async function readAll(from: ReadFrom, findCut?: (bytes: Uint8Array, start: number, end: number) => number) {
  const reader = readChunks(from, findCut ? { findCut } : {});
  const chunks: string[] = [];
  for await (const chunk of reader.chunks) chunks.push(Buffer.from(chunk).toString());
  const report: ReadReport = reader.report();
  return { chunks, text: chunks.join(''), report };
}

async function* piecesOf(text: string | Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const never = (_bytes: Uint8Array, start: number): number => start;

const beforeLastLine = (bytes: Uint8Array, start: number, end: number): number => {
  const at = Buffer.from(bytes.buffer, bytes.byteOffset, end - 1).lastIndexOf(10);
  return at < start ? end : at + 1;
};

const lines = Array.from({ length: 60_000 }, (_, n) => `${n} ${'äöü log text '.repeat(n % 7)}`).join('\n');

describe('reading in chunks', () => {
  it('gives all bytes of a file, in chunks that end with a newline but for the last', async () => {
    const { chunks, text, report } = await readAll(fileOf('plain.log', lines));

    expect(text).toBe(lines);
    expect(chunks.length).toBeGreaterThan(3);
    expect(chunks.slice(0, -1).every((chunk) => chunk.endsWith('\n'))).toBe(true);
    expect(report).toEqual({
      bytes: Buffer.byteLength(lines),
      cutLines: 0,
      compressed: false,
      isCapture: false,
    });
  });

  it.each([1, 7, 65_536, 3 * MIB])('gives all bytes of a stream that comes in pieces of %i', async (size) => {
    const some = size === 1 ? lines.slice(0, 5000) : lines;

    expect((await readAll(piecesOf(some, size))).text).toBe(some);
  });

  it('gives nothing for an empty file, and a single byte for a file of one', async () => {
    expect((await readAll(fileOf('empty.log', ''))).chunks).toEqual([]);
    expect((await readAll(fileOf('one.log', 'x'))).chunks).toEqual(['x']);
  });

  it('unpacks gzip of several members by its content, from a file of any name and from a stream', async () => {
    const packed = Buffer.concat([gzipSync(lines), gzipSync('\nmore\n')]);

    const fromFile = await readAll(fileOf('packed.log', packed));
    const fromStream = await readAll(piecesOf(packed, 100));

    expect(fromFile.text).toBe(`${lines}\nmore\n`);
    expect(fromFile.report.compressed).toBe(true);
    expect(fromStream.text).toBe(fromFile.text);
  });

  it('gives what a gzip file that was cut short still holds', async () => {
    const packed = gzipSync(lines);

    const { text } = await readAll(fileOf('short.gz', packed.subarray(0, packed.length / 2)));

    expect(text.length).toBeGreaterThan(lines.length / 4);
    expect(lines.startsWith(text)).toBe(true);
  });

  it('fails with the code of zlib or of the system', async () => {
    const damaged = gzipSync(lines);
    damaged.fill(0x55, 2000, 4000);

    await expect(readAll(fileOf('damaged.gz', damaged))).rejects.toMatchObject({ code: 'Z_DATA_ERROR' });
    await expect(readAll(join(folder, 'absent.log'))).rejects.toMatchObject({ code: 'ENOENT' });
    await expect(readAll(folder)).rejects.toMatchObject({ code: 'EISDIR' });
  });

  it('rewrites UTF-16 of both byte orders to UTF-8', async () => {
    const little = Buffer.from(`\ufeff${lines}`, 'utf16le');
    const big = Buffer.from(little).swap16();

    expect((await readAll(fileOf('little.txt', little))).text).toBe(lines);
    expect((await readAll(fileOf('big.txt', big))).text).toBe(lines);
  });
});

describe('a line over 1 MiB', () => {
  it.each([
    ['much longer', 5 * MIB + 13],
    ['a byte longer', MIB + 1],
  ])('is cut after 1 MiB, counted, and followed by the next line: %s', async (_, length) => {
    const text = `first\n${'x'.repeat(length)}\nlast\n`;

    const read = await readAll(fileOf('long.log', text));

    expect(read.text.length).toBe('first\n'.length + MIB + '\nlast\n'.length);
    expect(read.text).toBe(`first\n${'x'.repeat(MIB)}\nlast\n`);
    expect(read.report.cutLines).toBe(1);
  });

  it('is cut alike in whatever pieces it comes, also at the end of the input', async () => {
    const text = `${'a'.repeat(MIB)}\n${'b'.repeat(2 * MIB)}\n\n${'c'.repeat(3 * MIB)}`;

    for (const size of [1000, 65_536, 4 * MIB]) {
      const read = await readAll(piecesOf(text, size));

      expect(read.text === `${'a'.repeat(MIB)}\n${'b'.repeat(MIB)}\n\n${'c'.repeat(MIB)}`).toBe(true);
      expect(read.report.cutLines).toBe(2);
    }
  });
});

describe('a cut chosen by the caller', () => {
  it('keeps the rest for the next chunk, and loses nothing', async () => {
    const { chunks, text } = await readAll(piecesOf('a 1\nb 2\nc 3\n', 4), beforeLastLine);

    expect(text).toBe('a 1\nb 2\nc 3\n');
    expect(chunks.length).toBe(3);
  });

  it('is overruled when it would hold back ever more', async () => {
    const text = 'some line\n'.repeat(800_000);

    expect((await readAll(piecesOf(text, 100_000), never)).text === text).toBe(true);
  });
});

describe('a capture file', () => {
  const file = pcap([ethernet(ipv4({ payload: 'a\nb' })), ethernet(new Uint8Array(3 << 20))]);
  const allOf = async (from: AsyncIterable<Uint8Array>) => {
    const pieces: Uint8Array[] = [];
    for await (const chunk of readChunks(from).chunks) pieces.push(chunk.slice());
    return Buffer.concat(pieces);
  };

  it('comes as it is, whatever its bytes are, also gzipped and from a pipe', async () => {
    const pieces = async function* (bytes: Uint8Array) {
      yield bytes.subarray(0, 3);
      yield bytes.subarray(3);
    };

    expect((await allOf(pieces(file))).equals(file)).toBe(true);
    expect((await allOf(pieces(gzipSync(file)))).equals(file)).toBe(true);
  });
});

describe('a JSON document in one line of more than a MiB', () => {
  const messages = Array.from(
    { length: 30_000 },
    (_, n) => `closing "AMQP" [connection] {${n}}, \\ \n äöü ${'x'.repeat(n % 90)}`,
  );
  const events = messages.map((message, n) => ({
    id: String(n),
    timestamp: 1_790_000_000_000 + n,
    message,
    of: [n, [n]],
  }));
  const messagesIn = (text: string) =>
    text
      .split('\n')
      .flatMap((line) =>
        line.startsWith('{"id"') ? [(JSON.parse(line) as { message: string }).message] : [],
      );

  it.each([
    ['of a subscription', JSON.stringify({ logGroup: '/a', subscriptionFilters: ['f'], logEvents: events })],
    ['of Elasticsearch', JSON.stringify({ took: 3, hits: { total: 9, hits: events } })],
    ['that is a list', JSON.stringify(events)],
    ['with blanks behind its commas', JSON.stringify(events).replaceAll(',{"id"', ', {"id"')],
  ])('%s is given element by element', async (_, document) => {
    const { text, report } = await readAll(piecesOf(`${document}\nthe next line\n`, 70_001));

    expect(messagesIn(text.replaceAll('\n {', '\n{'))).toEqual(messages);
    expect(text).toMatch(/\nthe next line\n$/);
    expect(report).toMatchObject({ cutLines: 0, bytes: Buffer.byteLength(document) + 15 });
  });

  it('loses of an element over a MiB its end, and counts it', async () => {
    const long = { id: 'long', message: `a, [b] ${'x, '.repeat(500_000)}` };

    const { text, report } = await readAll(piecesOf(JSON.stringify([...events, long, ...events]), 100_000));

    expect(messagesIn(text.replace(/\{"id":"long".*/, ''))).toEqual([...messages, ...messages]);
    expect(report.cutLines).toBe(1);
  });

  it('leaves a long line of a log alone that begins with a bracket', async () => {
    const line = `[2026-03-14, 06:00] ${'[a, b], '.repeat(300_000)}`;

    expect((await readAll(piecesOf(line, 65_536))).text).toBe(line.slice(0, MIB));
  });
});
