/** Where in the JSON an array belongs, its kind, and its bytes behind the JSON. */
interface Place {
  path: readonly string[];
  kind: 'int32' | 'uint8' | 'stored';
  from: number;
  to: number;
}

/** Bytes that lie elsewhere: a part is read when somebody asks for it. */
export interface StoredBytes {
  subarray(from: number, to: number): Uint8Array;
}

const HEAD_BYTES = 8;
/** Arrays of numbers must begin at a multiple of their size. */
const ALIGNED_BYTES = 4;

/**
 * Packs plain data in which large `Int32Array`s and `Uint8Array`s stand within objects: the length of the JSON and of all that is read
 * at once as 32 bits each, the JSON without the arrays but with their places, and their bytes as they lie in memory, little-endian. So
 * most of it need not be parsed to be read, and those that are called `stored` need not even be read: they come last. Arrays of objects
 * are not searched.
 */
export function packDocument(data: object): Uint8Array {
  const { rest, arrays } = withoutArrays(data);
  const inOrder = arrays.toSorted((a, b) => Number(a.kind === 'stored') - Number(b.kind === 'stored'));
  const places: Place[] = [];
  let end = 0;
  for (const { path, bytes, kind } of inOrder) {
    places.push({ path, kind, from: end, to: end + bytes.length });
    end = aligned(end + bytes.length);
  }
  const header = new TextEncoder().encode(JSON.stringify({ rest, places }));
  const start = aligned(HEAD_BYTES + header.length);
  const packed = new Uint8Array(start + end);
  const head = new DataView(packed.buffer);
  head.setUint32(0, header.length, true);
  head.setUint32(4, start + (places.find(({ kind }) => kind === 'stored')?.from ?? end), true);
  packed.set(header, HEAD_BYTES);
  for (const [i, { bytes }] of inOrder.entries()) packed.set(bytes, start + (places[i]?.from ?? 0));
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
      const kind = value instanceof Int32Array ? 'int32' : name === 'stored' ? 'stored' : 'uint8';
      arrays.push({ path: here, kind, bytes });
    } else if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      const inside = withoutArrays(value, here);
      rest[name] = inside.rest;
      arrays.push(...inside.arrays);
    } else rest[name] = value;
  }
  return { rest, arrays };
}

/** Reads what was packed. Its arrays are views of parts of `packed`, those that are `stored` as `StoredBytes`. */
export function unpackDocument(packed: StoredBytes): unknown {
  const [length, end] = lengthsIn(packed.subarray(0, HEAD_BYTES));
  const given = packed.subarray(0, end);
  const bytes = given.byteOffset % ALIGNED_BYTES === 0 ? given : given.slice();
  const start = aligned(HEAD_BYTES + length);
  const json = new TextDecoder().decode(bytes.subarray(HEAD_BYTES, HEAD_BYTES + length));
  const { rest, places } = JSON.parse(json) as { rest: Record<string, unknown>; places: Place[] };
  for (const { path, kind, from, to } of places) {
    const array = {
      int32: () => new Int32Array(bytes.buffer, bytes.byteOffset + start + from, (to - from) / ALIGNED_BYTES),
      uint8: () => new Uint8Array(bytes.buffer, bytes.byteOffset + start + from, to - from),
      stored: () => partOf(packed, start + from),
    }[kind]();
    const within = path.slice(0, -1).reduce((value, name) => value[name] as Record<string, unknown>, rest);
    within[path.at(-1) ?? ''] = array;
  }
  return rest;
}

function lengthsIn(head: Uint8Array): [json: number, readAtOnce: number] {
  const view = new DataView(head.buffer, head.byteOffset);
  return [view.getUint32(0, true), view.getUint32(4, true)];
}

function partOf(whole: StoredBytes, start: number): StoredBytes {
  return { subarray: (from, to) => whole.subarray(start + from, start + to) };
}

function aligned(at: number): number {
  return Math.ceil(at / ALIGNED_BYTES) * ALIGNED_BYTES;
}
