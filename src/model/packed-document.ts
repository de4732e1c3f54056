/** What stands in the JSON in place of a large array: its kind, and its bytes behind the JSON. */
interface Place {
  $array: 'int32' | 'uint8';
  from: number;
  to: number;
}

const HEAD_BYTES = 8;
/** Arrays of numbers must begin at a multiple of their size. */
const ALIGNED_BYTES = 4;

/**
 * Packs plain data in which large `Int32Array`s and `Uint8Array`s stand: the length of the JSON as 32 bits, the JSON with places
 * instead of the arrays, and their bytes as they lie in memory, little-endian. So most of it need not be parsed to be read.
 */
export function packDocument(data: unknown): Uint8Array {
  const arrays: Uint8Array[] = [];
  let end = 0;
  const json = JSON.stringify(data, (_, value: unknown) => {
    if (!(value instanceof Int32Array) && !(value instanceof Uint8Array)) return value;
    const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
    arrays.push(bytes);
    const from = end;
    end = aligned(from + bytes.length);
    return {
      $array: value instanceof Int32Array ? 'int32' : 'uint8',
      from,
      to: from + bytes.length,
    } satisfies Place;
  });
  const header = new TextEncoder().encode(json);
  const start = aligned(HEAD_BYTES + header.length);
  const packed = new Uint8Array(start + end);
  new DataView(packed.buffer).setUint32(0, header.length, true);
  packed.set(header, HEAD_BYTES);
  let at = start;
  for (const bytes of arrays) {
    packed.set(bytes, at);
    at = aligned(at + bytes.length);
  }
  return packed;
}

/** Reads what was packed. Its arrays are views of `packed`. */
export function unpackDocument(packed: Uint8Array): unknown {
  const bytes = packed.byteOffset % ALIGNED_BYTES === 0 ? packed : packed.slice();
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  const start = aligned(HEAD_BYTES + length);
  const json = new TextDecoder().decode(bytes.subarray(HEAD_BYTES, HEAD_BYTES + length));
  return JSON.parse(json, (_, value: unknown) => {
    if (!isPlace(value)) return value;
    const from = bytes.byteOffset + start + value.from;
    const count = value.to - value.from;
    return value.$array === 'int32'
      ? new Int32Array(bytes.buffer, from, count / ALIGNED_BYTES)
      : new Uint8Array(bytes.buffer, from, count);
  });
}

function isPlace(value: unknown): value is Place {
  return typeof value === 'object' && value !== null && '$array' in value;
}

function aligned(at: number): number {
  return Math.ceil(at / ALIGNED_BYTES) * ALIGNED_BYTES;
}
