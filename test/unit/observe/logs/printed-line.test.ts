import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { printedLinesIn } from '../../../../src/cli/printed-lines.ts';
import { PRINTED_LINES } from '../../../../src/model/printed-lines.ts';
import { printedLine } from '../../../../src/observe/logs/printed-line.ts';
import { root } from '../../../support/run-halfopen.ts';

describe('a catalogued message that looks as if a person wrote it', () => {
  it('is in the list that the engine reads; if not: npm run failures', () => {
    expect(PRINTED_LINES).toEqual(printedLinesIn(join(root, 'knowledge')));
  });

  it.each([
    ['first', 'nats: no responders available for request'],
    [
      'first',
      'Error: Knex: Timeout acquiring a connection. The pool is probably full. Are you missing a .transacting(trx) call?',
    ],
    ['further', '  2. Tracking down slow queries and making sure they are running fast enough'],
  ])('is known as the %s line of its message: %s', (which, line) => {
    expect(printedLine(line)).toBe(which);
  });

  it.each([
    'We get nats: no responders available for request since noon',
    'What does "no responders available for request" mean?',
    'Please check the configuration of the server',
  ])('is not known within a sentence: %s', (line) => {
    expect(printedLine(line)).toBeUndefined();
  });
});
