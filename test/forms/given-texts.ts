import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../support/run-halfopen.ts';

/** The texts of a file in this folder, each below a line `%% name`. */
export function givenTexts(file: string): { name: string; text: string }[] {
  return readFileSync(join(root, 'test/forms', file), 'utf8')
    .split(/^%% /m)
    .slice(1)
    .map((part) => {
      const end = part.indexOf('\n');
      return { name: part.slice(0, end), text: part.slice(end + 1) };
    });
}
