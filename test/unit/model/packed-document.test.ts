import { describe, expect, it } from 'vitest';
import { packDocument, unpackDocument } from '../../../src/model/packed-document.ts';

const data = {
  name: 'Ä',
  odd: Uint8Array.of(1, 2, 3),
  list: [{ plain: 1 }],
  inside: { counts: Int32Array.of(-1, 70_000), none: new Int32Array(), deep: { word: 'w' } },
  last: Uint8Array.of(255),
};

describe('a packed document', () => {
  it('is read as what was packed', () => {
    expect(unpackDocument(packDocument(data))).toEqual(data);
  });

  it('is read wherever in memory it lies', () => {
    const packed = packDocument(data);
    const moved = new Uint8Array(packed.length + 1);
    moved.set(packed, 1);

    expect(unpackDocument(moved.subarray(1))).toEqual(data);
  });
});
