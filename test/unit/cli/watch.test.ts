import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { watchCommand } from '../../../src/cli/watch-command.ts';

const OPTIONS = { to: 'http://127.0.0.1:3000', every: '0' };

it.each([
  ['an address that is none', ['x.log'], { ...OPTIONS, to: 'notaurl' }, '--to is "notaurl"'],
  ['an address of another kind', ['x.log'], { ...OPTIONS, to: 'file:///etc' }, '--to is "file:///etc"'],
  ['nothing to watch', [], OPTIONS, 'there is nothing to watch'],
  ['a folder', [mkdtempSync(join(tmpdir(), 'halfopen-'))], OPTIONS, 'is a folder'],
  ['a pause that is none', ['x.log'], { ...OPTIONS, every: 'often' }, '--every is "often"'],
])('watch refuses %s instead of watching nothing for ever', async (_, files, options, told) => {
  await expect(watchCommand(files, options, process)).rejects.toThrow(told);
});
