import { expect, it } from 'vitest';
import { packDocument, unpackDocument } from '../../../src/model/packed-document.ts';
import { type PackedRunbooks, packPatterns, unpackPatterns } from '../../../src/runbooks/pack-patterns.ts';
import { compiledBuiltInRunbooks } from '../../support/built-in-runbooks.ts';

it('all built-in runbooks are read as they were packed', () => {
  const runbooks = compiledBuiltInRunbooks();

  const packed = unpackDocument(packDocument(packPatterns(runbooks))) as PackedRunbooks;

  expect(unpackPatterns(packed)).toEqual(runbooks);
});
