import { openSync, readSync } from 'node:fs';
import type { StoredBytes } from '../model/packed-document.ts';

/** What lies close together is asked for together: the patterns of a runbook, the buckets of a word and its neighbours. */
const BLOCK_BYTES = 16 << 10;

/** Opens a file of which parts are read when they are asked for, each once. It stays open for as long as the process lives. */
export function openStored(path: string): StoredBytes {
  const file = openSync(path, 'r');
  const blocks = new Map<number, Uint8Array>();
  const read = (from: number, length: number): Uint8Array => {
    const bytes = new Uint8Array(length);
    return bytes.subarray(0, readSync(file, bytes, 0, length, from));
  };
  const blockAt = (block: number): Uint8Array => {
    let bytes = blocks.get(block);
    if (!bytes) blocks.set(block, (bytes = read(block * BLOCK_BYTES, BLOCK_BYTES)));
    return bytes;
  };
  return {
    subarray(from, to) {
      const block = Math.floor(from / BLOCK_BYTES);
      const start = block * BLOCK_BYTES;
      return to - start <= BLOCK_BYTES
        ? blockAt(block).subarray(from - start, to - start)
        : read(from, to - from);
    },
  };
}
