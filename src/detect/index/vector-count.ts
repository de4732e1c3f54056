/** Memory of two pages of 64 KiB; bytes are brought in by the page. */
const STRIP_BYTES = 0x10000;

/**
 * A WebAssembly module with one function, `c(at, end)`, which counts newlines in its memory `m` sixteen bytes at a step:
 * (loop (sum += popcnt (i8x16.bitmask (i8x16.eq (v128.load at) 0x0a…)))  (br_if (at += 16) < end)).
 * Opcodes: WebAssembly Core Specification 2.0, 5.4.
 */
const MODULE = Uint8Array.from(
  [
    [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00], // magic, version
    [0x01, 0x07, 0x01, 0x60, 0x02, 0x7f, 0x7f, 0x01, 0x7f], // type: (i32, i32) → i32
    [0x03, 0x02, 0x01, 0x00, 0x05, 0x03, 0x01, 0x00, 0x02], // one function; a memory of two pages
    [0x07, 0x09, 0x02, 0x01, 0x6d, 0x02, 0x00, 0x01, 0x63, 0x00, 0x00], // exports m and c
    [0x0a, 0x39, 0x01, 0x37, 0x01, 0x01, 0x7f, 0x03, 0x40], // code: a local i32 `sum`, loop
    [0x20, 0x02, 0x20, 0x00, 0xfd, 0x00, 0x04, 0x00], // sum, v128.load at
    [0xfd, 0x0c, ...Array.from({ length: 16 }, () => 0x0a)], // v128.const: sixteen newlines
    [0xfd, 0x23, 0xfd, 0x64, 0x69, 0x6a, 0x21, 0x02], // eq, bitmask, popcnt, add, set sum
    [0x20, 0x00, 0x41, 0x10, 0x6a, 0x22, 0x00, 0x20, 0x01, 0x49, 0x0d, 0x00], // at += 16, repeat while at < end
    [0x0b, 0x20, 0x02, 0x0b], // end of loop, answer sum
  ].flat(),
);

type Count = (bytes: Uint8Array, start: number, end: number) => number;

/** Just what is used of the engine's WebAssembly, which has no types without those of a browser. */
interface Engine {
  Module: new (bytes: Uint8Array) => object;
  Instance: new (
    module: object,
  ) => { exports: { m: { buffer: ArrayBuffer }; c(at: number, end: number): number } };
}

/** Builds a counter of newlines that is several times quicker than JavaScript; undefined where the engine can't run it. */
export function createVectorCount(): Count | undefined {
  const engine = (globalThis as { WebAssembly?: Engine }).WebAssembly;
  if (engine === undefined) return undefined;
  try {
    const { exports } = new engine.Instance(new engine.Module(MODULE));
    const memory = new Uint8Array(exports.m.buffer);
    return (bytes, start, end) => {
      let count = 0;
      for (let at = start; at < end; at += STRIP_BYTES) {
        const length = Math.min(STRIP_BYTES, end - at);
        memory.set(bytes.subarray(at, at + length));
        memory.fill(0, length, length + 16);
        count += exports.c(0, length);
      }
      return count;
    };
  } catch {
    return undefined;
  }
}
