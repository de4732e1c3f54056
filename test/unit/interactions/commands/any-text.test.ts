import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COMMAND_LIST } from '../../../../src/interactions/commands/command-list.ts';
import { decodeTyped } from '../../../../src/interactions/commands/decode-typed.ts';
import { parseCommand } from '../../../../src/interactions/commands/parse-command.ts';
import { didYouMean } from '../../../../src/interactions/did-you-mean.ts';
import type { Period } from '../../../../src/model/command.ts';

const NOW_MS = 1_800_000_000_000;
const NAMES = COMMAND_LIST.flatMap(({ name, aliases = [] }) => [name, ...aliases]);
const WORDS = [
  ...NAMES,
  'system=a',
  'queue="a b"',
  'constructor=x',
  '__proto__=x',
  '2h',
  '999999w999999w',
  'from',
  'for',
  'since',
  '22:00',
  '2026-12-01T22:00Z',
  '0000-01-01..9999-12-31',
  '0123456789abcdef-1',
  '"',
  '“',
  '<',
  '&lt;',
  '```',
  '\n',
];
const text = fc
  .array(fc.oneof(fc.constantFrom(...WORDS), fc.string({ unit: 'binary', maxLength: 20 })), { maxLength: 12 })
  .map((parts) => parts.join(' '));

describe('any text behind the command', () => {
  it('is a command, evidence, or told what is wrong with it; never an error', () => {
    fc.assert(
      fc.property(text, (typed) => {
        const read = parseCommand(decodeTyped(typed), NOW_MS);

        if ('misread' in read) expect(read.hint).not.toBe('');
        else expect(NAMES).toContain(read.name);
        const { period } = ('arguments' in read ? read.arguments : {}) as { period?: Period };
        if (period) {
          expect(period.fromMs).toBeGreaterThanOrEqual(0);
          expect(period.fromMs).toBeLessThan(period.toMs);
          expect(() => new Date(period.toMs).toISOString()).not.toThrow();
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('of a whole message is read in no time', () => {
    const hostile = ['<', '"', '“', '&amp;', '```', '<https://', '1h', 'a='].map((part) =>
      part.repeat(40_000 / part.length),
    );

    for (const typed of hostile) expect(() => parseCommand(decodeTyped(typed), NOW_MS)).not.toThrow();
  });

  it('corrected as suggested is never told to be no command again', () => {
    fc.assert(
      fc.property(fc.constantFrom(...NAMES), fc.nat(), fc.constantFrom('', 'x', 'e'), (name, at, put) => {
        const typed = `${name.slice(0, at % name.length)}${put}${name.slice((at % name.length) + 1)}`;

        const read = parseCommand(typed, NOW_MS);

        if ('suggestion' in read && read.suggestion)
          expect(parseCommand(read.suggestion, NOW_MS)).not.toMatchObject({
            misread: expect.stringContaining('is not a command'),
          });
      }),
    );
  });
});

describe('did you mean', () => {
  it.each([
    ['silense', 'silence'],
    ['INCIDNETS', 'incidents'],
    ['hepl', 'help'],
    ['shw', 'show'],
  ])('finds what was mistyped: %s', (typed, meant) => {
    expect(didYouMean(typed, NAMES)).toBe(meant);
  });

  it.each(['', 'x', 'Connection', 'ERROR', 'frobnicate', 'a'.repeat(5_000)])(
    'finds nothing where nothing is near: %.20s',
    (typed) => {
      expect(
        didYouMean(
          typed,
          NAMES.filter((name) => name.length > 2),
        ),
      ).toBeUndefined();
    },
  );
});
