import fc from 'fast-check';
import { expect, it } from 'vitest';
import { literalTrie } from '../../../../src/render/shippers/literal-trie.ts';

it('shares beginnings, and keeps the shorter of two texts of which one begins with the other', () => {
  expect(literalTrie(['timeout', 'time', 'timer', 'tls'])).toBe('t(?:ls|ime)');
});

it('writes nothing that ends a quoted text or begins a variable', () => {
  expect(literalTrie(["can't $open"])).toBe('can.t .open');
});

it('meets every text that holds one of the texts, whatever characters they have', () => {
  fc.assert(
    fc.property(
      fc.array(fc.stringMatching(/^[a-c\\^$.|?*+()[\]{}/'"~ é]{1,6}$/), { minLength: 1 }),
      fc.nat(),
      (texts, at) => {
        const text = `xx ${texts[at % texts.length]} yy`;

        expect(new RegExp(literalTrie(texts)).test(text)).toBe(true);
      },
    ),
    { seed: 5, numRuns: 500 },
  );
});
