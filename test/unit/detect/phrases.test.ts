import { expect, it } from 'vitest';
import { createPhraseIndex } from '../../../src/detect/tellings/phrases.ts';
import { toldWords } from '../../../src/detect/tellings/told-words.ts';

const SETS = {
  neg: ['not', 'never', "doesn't"],
  recv: ['receiv*', 'get', 'gets'],
  srv: ['broker', 'server'],
};

function isFound(phrase: string, text: string): boolean {
  const index = createPhraseIndex(SETS);
  index.add([phrase]);
  return index.find(text, toldWords(text)).length > 0;
}

it.each([
  ['<neg> <recv>', 'The consumer never receives it'],
  ['<neg> <recv>', "It doesn't get any"],
  ['<srv> .. <neg> <recv>', 'Our server, since the upgrade, does not receive them'],
  ['<srv> closes', "the broker's closes"],
])('a set stands for each of its words and stems: %s in “%s”', (phrase, text) => {
  expect(isFound(phrase, text)).toBe(true);
});

it.each([
  ['<neg> <recv>', 'The consumer receives it'],
  ['<neg> <recv>', 'It is not clear what gets lost'],
  ['<unknown> <recv>', 'unknown gets it'],
])('a set stands for nothing else: %s in “%s”', (phrase, text) => {
  expect(isFound(phrase, text)).toBe(false);
});
