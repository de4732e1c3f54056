/** Where in the JSON an array belongs, its kind, and its bytes behind the JSON. */
interface Place {
  path: readonly string[];
  kind: 'int32' | 'uint8';
  from: number;
  to: number;
}

const HEAD_BYTES = 8;
/** Arrays of numbers must begin at a multiple of their size. */
const ALIGNED_BYTES = 4;

/**
 * Packs plain data in which large `Int32Array`s and `Uint8Array`s stand within objects: the length of the JSON as 32 bits, the JSON
 * without the arrays but with their places, and their bytes as they lie in memory, little-endian. So most of it need not be parsed to be
 * read. Arrays of objects are not searched.
 */
export function packDocument(data: object): Uint8Array {
  const { rest, arrays } = withoutArrays(data);
  const places: Place[] = [];
  let end = 0;
  for (const { path, bytes, kind } of arrays) {
    places.push({ path, kind, from: end, to: end + bytes.length });
    end = aligned(end + bytes.length);
  }
  const header = new TextEncoder().encode(JSON.stringify({ rest, places }));
  const start = aligned(HEAD_BYTES + header.length);
  const packed = new Uint8Array(start + end);
  new DataView(packed.buffer).setUint32(0, header.length, true);
  packed.set(header, HEAD_BYTES);
  for (const [i, { bytes }] of arrays.entries()) packed.set(bytes, start + (places[i]?.from ?? 0));
  return packed;
}

interface Found extends Pick<Place, 'path' | 'kind'> {
  bytes: Uint8Array;
}

function withoutArrays(data: object, path: Place['path'] = []): { rest: object; arrays: Found[] } {
  const rest: Record<string, unknown> = {};
  const arrays: Found[] = [];
  for (const [name, value] of Object.entries(data) as [string, unknown][]) {
    const here = [...path, name];
    if (value instanceof Int32Array || value instanceof Uint8Array) {
      const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
      arrays.push({ path: here, kind: value instanceof Int32Array ? 'int32' : 'uint8', bytes });
    } else if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      const inside = withoutArrays(value, here);
      rest[name] = inside.rest;
      arrays.push(...inside.arrays);
    } else rest[name] = value;
  }
  return { rest, arrays };
}

/** Reads what was packed. Its arrays are views of `packed`. */
export function unpackDocument(packed: Uint8Array): unknown {
  const bytes = packed.byteOffset % ALIGNED_BYTES === 0 ? packed : packed.slice();
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  const start = bytes.byteOffset + aligned(HEAD_BYTES + length);
  const json = new TextDecoder().decode(bytes.subarray(HEAD_BYTES, HEAD_BYTES + length));
  const { rest, places } = JSON.parse(json) as { rest: Record<string, unknown>; places: Place[] };
  for (const { path, kind, from, to } of places) {
    const array =
      kind === 'int32'
        ? new Int32Array(bytes.buffer, start + from, (to - from) / ALIGNED_BYTES)
        : new Uint8Array(bytes.buffer, start + from, to - from);
    const within = path.slice(0, -1).reduce((value, name) => value[name] as Record<string, unknown>, rest);
    within[path.at(-1) ?? ''] = array;
  }
  return rest;
}

function aligned(at: number): number {
  return Math.ceil(at / ALIGNED_BYTES) * ALIGNED_BYTES;
}
