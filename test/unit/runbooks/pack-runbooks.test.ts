import { expect, it } from 'vitest';
import { packDocument, unpackDocument } from '../../../src/model/packed-document.ts';
import { type PackedRunbooks, packRunbooks, unpackRunbooks } from '../../../src/runbooks/pack-runbooks.ts';
import { compiledBuiltInRunbooks } from '../../support/built-in-runbooks.ts';

it('all built-in runbooks are read as they were packed', () => {
  const runbooks = compiledBuiltInRunbooks();

  const packed = unpackDocument(packDocument(packRunbooks(runbooks))) as PackedRunbooks;

  expect(unpackRunbooks(packed)).toEqual(runbooks);
});
