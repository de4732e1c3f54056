import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runbookFiles } from '../../../src/adapters/runbook-files.ts';
import { createRecordPattern } from '../../../src/detect/record-pattern.ts';
import { readRunbooks } from '../../../src/runbooks/read-runbooks.ts';
import { demandedTexts } from '../../../src/runbooks/required-literals.ts';
import { root } from '../../support/run-halfopen.ts';

/** Of the lines of examples each so many-th is tried. */
const EACH = 7;

describe('a regex with the texts that it demands', () => {
  it.each([
    [
      'a text of each part',
      'queue \\w+ holds \\d+ messages',
      { together: [[['queue '], [' holds '], [' messages']]] },
    ],
    [
      'a text of each part of one of its alternatives',
      'no \\w+ from (?:the )?broker|lost \\d+ beats',
      {
        together: [
          [['no '], [' from broker', ' from the broker']],
          [['lost '], [' beats']],
        ],
      },
    ],
    ['one text and nothing else', '(?:refused|timed out)', { oneOf: ['refused', 'timed out'], isAll: true }],
  ])('knows %s', (_, source, demands) => {
    expect(demandedTexts(source)).toMatchObject(demands);
  });

  it.each(['queue \\w+|\\d+ drills', '\\brefused', '(refused)', '(?-i:REFUSED)', 'refused$'])(
    'does not take them for all of it where they are not: %s',
    (source) => {
      expect(demandedTexts(source).isAll).toBeUndefined();
    },
  );

  it('meets what it meets without them, in examples of the built-in runbooks', () => {
    const { runbooks } = readRunbooks(runbookFiles(join(root, 'runbooks')), []);
    const differing = runbooks.flatMap(({ signals, examples }) => {
      const inputs = [...examples.fires, ...examples.quiet].flatMap((example) => example.inputs);
      const texts = inputs.flatMap(({ text }) => text.split('\n')).filter((_, i) => i % EACH === 0);
      const regexes = Object.values(signals).flatMap((rule) =>
        'on' in rule && rule.on === 'log' ? (rule.regex ?? []) : [],
      );
      return regexes.flatMap((source) => {
        const [exact, quick] = [
          createRecordPattern(source, false),
          createRecordPattern(source, false, demandedTexts(source)),
        ];
        const isOther = (text: string) => JSON.stringify(exact(text)) !== JSON.stringify(quick(text));
        return texts.filter(isOther).map((text) => `${source}: ${text}`);
      });
    });

    expect(differing).toEqual([]);
  });
});
