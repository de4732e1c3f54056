import { type ByteSource, fileSource, plainSource, streamSource } from './byte-source.ts';
import { createLineBuffer, type FindCut } from './line-buffer.ts';

/** Bytes of a capture that are read at a time. */
const BLOCK_BYTES = 1 << 20;

/** What has been read so far. */
export interface ReadReport {
  /** Bytes after unpacking; less what was cut from lines. */
  bytes: number;
  /** Lines over 1 MiB, of which only the first MiB was given. */
  cutLines: number;
  compressed: boolean;
  /** A file of packets, whose chunks are no text. */
  isCapture: boolean;
}

/** Chunks of whole lines; of a capture file pieces that may end anywhere. All lie in one buffer that is used again: a chunk is valid until the next one is asked for. */
export interface ChunkReader {
  chunks: AsyncIterable<Uint8Array>;
  report(): ReadReport;
}

/** What to read: a path, or anything that gives bytes, such as `process.stdin`. */
export type ReadFrom = string | AsyncIterable<Uint8Array>;

interface ReadOptions {
  /** Where to end a chunk among its last lines, so that records stay whole; after its last line by default. */
  findCut?: FindCut;
}

/**
 * Reads text in chunks of up to some megabytes, each ending with a newline but for the last, or a capture file, in memory
 * that does not grow with the input. Gzip is unpacked and UTF-16 rewritten to UTF-8. Nothing is opened before the first chunk is
 * asked for; the system's or zlib's error comes out of the loop over `chunks`.
 */
export function readChunks(
  from: ReadFrom,
  { findCut = (_bytes, _start, end) => end }: ReadOptions = {},
): ChunkReader {
  const report: ReadReport = { bytes: 0, cutLines: 0, compressed: false, isCapture: false };
  const open = (): ByteSource => (typeof from === 'string' ? fileSource(from) : streamSource(from));
  return { chunks: readAll(open, findCut, report), report: () => ({ ...report }) };
}

async function* readAll(
  open: () => ByteSource,
  findCut: FindCut,
  report: ReadReport,
): AsyncGenerator<Uint8Array> {
  const raw = open();
  try {
    const { source, compressed, isCapture } = await plainSource(raw);
    report.compressed = compressed;
    report.isCapture = isCapture;
    yield* isCapture ? blocksOf(source, report) : linesOf(source, findCut, report);
  } finally {
    raw.close();
  }
}

async function* linesOf(
  source: ByteSource,
  findCut: FindCut,
  report: ReadReport,
): AsyncGenerator<Uint8Array> {
  const buffer = createLineBuffer(findCut);
  for (let isLast = false; !isLast; ) {
    const count = await source.read(buffer.room());
    buffer.took(count);
    isLast = count === 0;
    const chunk = buffer.handOut(isLast);
    report.bytes += chunk.length;
    report.cutLines = buffer.cutLines();
    if (chunk.length > 0) yield chunk;
  }
}

async function* blocksOf(source: ByteSource, report: ReadReport): AsyncGenerator<Uint8Array> {
  const block = new Uint8Array(BLOCK_BYTES);
  for (;;) {
    const count = await source.read(block);
    if (count === 0) return;
    report.bytes += count;
    yield block.subarray(0, count);
  }
}
