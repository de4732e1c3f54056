import { describe, expect, it } from 'vitest';
import { readRunbooks } from '../../../src/runbooks/read-runbooks.ts';
import { formatFault } from '../../../src/runbooks/runbook-fault.ts';
import { scaffoldRunbook } from '../../../src/runbooks/scaffold-runbook.ts';

const FACTS = '(?<pid>1) (?<user>a) (?<waitSec>1) (?<took>1) (?<sizeBytes>1) (?<state>a)';

/** The faults of a runbook whose impact is this text. */
function faultsOf(impact: string): string[] {
  const scaffold = scaffoldRunbook('dry-pump', '2026-01-02');
  const signal = scaffold.slice(scaffold.indexOf('text:'), scaffold.indexOf('\n', scaffold.indexOf('text:')));
  const source = scaffold
    .replace(signal, `${signal}\n    regex: ['example of ${FACTS}']`)
    .replace('"What users and neighbours notice while it lasts."', JSON.stringify(impact));
  return readRunbooks([{ path: 'own/dry-pump.yml', source }]).faults.map(formatFault);
}

describe('a text of a runbook', () => {
  it.each([
    [
      'words that tell nothing',
      'Held by a process (pid {pid|unknown}).',
      'Write the words around it as an optional part',
    ],
    ['a question mark for a value', 'User {user|?} waits for it.', '{user|?} tells nobody anything'],
    [
      'the name of the blank as its words',
      'It listens as {user|USER} there.',
      '{user|USER} tells nobody anything',
    ],
    [
      'a pointer to the evidence',
      'It was refused: {state|see the evidence}.',
      '{state|see the evidence} tells',
    ],
    ['a unit after words', 'It waited {waitSec|some} s for it.', '"some s" is what people read'],
    ['a unit after nothing', 'It waited {waitSec|} s for it.', '" s" is what people read'],
    [
      'a noun of measure after words that are no quantity',
      'It holds {sizeBytes|more} bytes.',
      '"more bytes" is what people read',
    ],
    [
      'a unit after a fact that is no measure',
      'It waited[ {took} ms] for it.',
      'Name the fact with its unit, like {tookSec}',
    ],
    ['a blank that is not closed', 'It was held by {user|someone.', 'opens a blank that is not closed'],
    [
      'a part without a blank',
      'It was held[ by someone].',
      'opens an optional part that has no end, or no blank in it',
    ],
    [
      'brackets around what may be empty',
      'It was held ({user|}).',
      'Make it an optional part: "[ ({user})]"',
    ],
    [
      'quotes around what may be empty',
      "The queue '{user|}' holds.",
      'Make it an optional part: "[ \'{user}\']"',
    ],
    [
      'a verb away from what is counted',
      '{count} attempts to use it were refused.',
      '"1 attempt to use it were refused"',
    ],
    ['a noun behind two adjectives', '{count} big old idle sockets.', '"sockets" stays a plural'],
  ])('may not have %s: %s', (_, text, says) => {
    const faults = faultsOf(text);

    expect(faults.join('\n')).toContain(says);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(/^own\/dry-pump\.yml:\d+:\d+ /);
  });

  it.each([
    'Held by a process[ (pid {pid}[, user {user}])].',
    'It waited[ for {waitSec} s] and {waitSec|60} s more.',
    'It holds {sizeBytes|many} bytes.',
    'It is quiet[ for {waitSec|{sizeBytes}} s].',
    '{count} sockets are open, and {count} attempts were refused.',
    'Put [{mnesia, [{dump_log, 50000}]}] and {noAck: true} there.',
    'Listen on [::]:5672.',
  ])('may be: %s', (text) => {
    expect(faultsOf(text)).toEqual([]);
  });
});
