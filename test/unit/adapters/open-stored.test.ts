import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openStored } from '../../../src/adapters/open-stored.ts';
import { packDocument, unpackDocument } from '../../../src/model/packed-document.ts';
import { packTexts, textOf } from '../../../src/model/packed-table.ts';

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'halfopen-stored-'));
  path = join(folder, 'texts.packed');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('every text of a table in a file is as it was packed, long ones too', () => {
  const texts = Array.from(
    { length: 3_000 },
    (_, i) => `text ${i} ${'—'.repeat(i % 500 === 0 ? 20_000 : i % 40)}`,
  );
  writeFileSync(path, packDocument({ version: 1, ids: Int32Array.of(7), table: packTexts(texts) }));

  const read = unpackDocument(openStored(path)) as { ids: Int32Array; table: ReturnType<typeof packTexts> };

  expect(read.ids).toEqual(Int32Array.of(7));
  expect(texts.map((_, i) => textOf(read.table, i))).toEqual(texts);
});
