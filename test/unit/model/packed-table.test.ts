import { describe, expect, it } from 'vitest';
import { packDocument, unpackDocument } from '../../../src/model/packed-document.ts';
import { lookUp, packList, packTable, unpackList } from '../../../src/model/packed-table.ts';

describe('a packed table', () => {
  const table = packTable([
    ['ACL for ', 'ACL for {user} denied'],
    ['closing ', 'closing connection {name}'],
    ['closing ', 'closing channel {name}\nafter an error'],
    ['clos…', '断开'],
  ]);
  const read = unpackDocument(packDocument(table)) as typeof table;

  it('gives the texts of a key in their order', () => {
    expect(lookUp(read, 'closing ')).toEqual([
      'closing connection {name}',
      'closing channel {name}\nafter an error',
    ]);
    expect(lookUp(read, 'clos…')).toEqual(['断开']);
  });

  it('has nothing for a text, a part of a key or a key that never was', () => {
    expect(['ACL for {user} denied', 'closing', 'opening '].flatMap((key) => lookUp(read, key))).toEqual([]);
  });

  it('keeps a thousand keys apart', () => {
    const keys = Array.from({ length: 1_000 }, (_, i) => `key ${i}`);
    const many = packTable(keys.map((key) => [key, `text of ${key}`]));

    expect(keys.map((key) => lookUp(many, key))).toEqual(keys.map((key) => [`text of ${key}`]));
  });
});

it('a packed list is what was packed', () => {
  for (const texts of [[], ['one'], ['one', 'two words', 'three\nlines']])
    expect(unpackList(packList(texts))).toEqual(texts);
});
