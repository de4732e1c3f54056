import { expect, it } from 'vitest';
import { builtInRunbooks } from '../../../src/adapters/package-files.ts';
import { packDocument, unpackDocument } from '../../../src/model/packed-document.ts';
import { type PackedRunbooks, packRunbooks, unpackRunbooks } from '../../../src/runbooks/pack-runbooks.ts';

it('all built-in runbooks are read as they were packed', () => {
  const runbooks = builtInRunbooks();

  const packed = unpackDocument(packDocument(packRunbooks(runbooks))) as PackedRunbooks;

  const unpacked = unpackRunbooks(packed);

  expect(unpacked.map(({ patternAt: _, ...runbook }) => runbook)).toEqual(
    runbooks.map(({ patternAt: _, ...runbook }) => runbook),
  );
  for (const { patterns, patternAt } of unpacked)
    for (const [signal, some] of Object.entries(patterns))
      expect([...some, undefined].map((_, at) => patternAt?.(signal, at))).toEqual([...some, undefined]);
});
