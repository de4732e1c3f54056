import { closeSync, openSync, readSync } from 'node:fs';
import { pipeline, Readable } from 'node:stream';
import { constants, createGunzip } from 'node:zlib';
import { CAPTURE_HEAD_BYTES, captureFormat, mayBeCapture } from '../observe/captures/files/capture-file.ts';

/** Something to read from. `read` puts bytes into its target and answers how many, 0 at the end; `close` may be called early. */
export interface ByteSource {
  read(target: Uint8Array): number | Promise<number>;
  close(): void;
}

/** Bytes taken from a compressed source at a time, and got out of it at a time. */
const COMPRESSED_BYTES = 64 << 10;
const INFLATED_BYTES = 1 << 20;

/** Reads a file, or a named pipe. Throws the system's error (ENOENT, EACCES, EISDIR …) when it can't be opened or read. */
export function fileSource(path: string): ByteSource {
  // Waiting for each megabyte in turn, as the asynchronous calls do, costs a tenth of the speed.
  const file = openSync(path, 'r');
  return {
    read: (target) => readSync(file, target, 0, target.length, null),
    close: () => closeSync(file),
  };
}

/** Reads whatever gives bytes piece by piece, such as standard input. */
export function streamSource(pieces: AsyncIterable<Uint8Array>): ByteSource {
  const iterator = pieces[Symbol.asyncIterator]();
  let rest: Uint8Array = new Uint8Array(0);
  return {
    async read(target) {
      while (rest.length === 0) {
        const next = await iterator.next();
        if (next.done === true) return 0;
        rest = next.value;
      }
      const taken = Math.min(rest.length, target.length);
      target.set(rest.subarray(0, taken));
      rest = rest.subarray(taken);
      return taken;
    },
    close: () => void iterator.return?.(),
  };
}

async function* blocksOf(first: Uint8Array, source: ByteSource): AsyncGenerator<Uint8Array> {
  yield first;
  for (;;) {
    const block = new Uint8Array(COMPRESSED_BYTES);
    const count = await source.read(block);
    if (count === 0) return;
    yield block.subarray(0, count);
  }
}

/**
 * Unpacks gzip, of one or more members, while it is read. A file cut short gives what it has. Throws zlib's error
 * (code Z_DATA_ERROR) where it is damaged.
 */
function gunzipSource(first: Uint8Array, source: ByteSource): ByteSource {
  const gunzip = createGunzip({ chunkSize: INFLATED_BYTES, finishFlush: constants.Z_SYNC_FLUSH });
  // Errors reach the reader by way of the last stream, which `pipeline` destroys with them.
  pipeline(Readable.from(blocksOf(first, source), { objectMode: false }), gunzip, () => undefined);
  const inflated = streamSource(gunzip);
  return {
    read: inflated.read,
    close() {
      gunzip.destroy();
      source.close();
    },
  };
}

/** Turns UTF-16, as Windows PowerShell redirects output, into UTF-8. */
function utf16Source(label: string, first: Uint8Array, source: ByteSource): ByteSource {
  const decoder = new TextDecoder(label);
  const encoder = new TextEncoder();
  async function* pieces(): AsyncGenerator<Uint8Array> {
    for await (const block of blocksOf(first, source))
      yield encoder.encode(decoder.decode(block, { stream: true }));
    yield encoder.encode(decoder.decode());
  }
  return { read: streamSource(pieces()).read, close: source.close };
}

function startsWith(bytes: Uint8Array, one: number, two: number): boolean {
  return bytes[0] === one && bytes[1] === two;
}

/** An input without what it was wrapped in. */
interface PlainSource {
  source: ByteSource;
  compressed: boolean;
  /** Its bytes are those of captured packets, not text. */
  isCapture: boolean;
}

/**
 * The same bytes as text in UTF-8, or those of a capture file as they are: gzip is unpacked and UTF-16 rewritten, each recognised by its first two bytes
 * (RFC 1952, 2.3.1; the byte order mark), whatever the file is called.
 */
export async function plainSource(source: ByteSource): Promise<PlainSource> {
  const first = new Uint8Array(COMPRESSED_BYTES);
  let length = 0;
  while (length < 2 || (length < CAPTURE_HEAD_BYTES && mayBeCapture(first))) {
    const count = await source.read(first.subarray(length));
    if (count === 0) break;
    length += count;
  }
  const head = first.subarray(0, length);

  if (startsWith(head, 0x1f, 0x8b)) {
    const inner = await plainSource(gunzipSource(head, source));
    return { ...inner, compressed: true };
  }
  if (startsWith(head, 0xff, 0xfe))
    return { source: utf16Source('utf-16le', head, source), compressed: false, isCapture: false };
  if (startsWith(head, 0xfe, 0xff))
    return { source: utf16Source('utf-16be', head, source), compressed: false, isCapture: false };
  return {
    source: prepend(head, source),
    compressed: false,
    isCapture: captureFormat(head) !== undefined,
  };
}

function prepend(head: Uint8Array, source: ByteSource): ByteSource {
  let rest = head;
  return {
    read(target) {
      if (rest.length === 0) return source.read(target);
      const taken = Math.min(rest.length, target.length);
      target.set(rest.subarray(0, taken));
      rest = rest.subarray(taken);
      return taken;
    },
    close: source.close,
  };
}
