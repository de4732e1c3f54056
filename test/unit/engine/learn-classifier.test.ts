import { describe, expect, it } from 'vitest';
import { createWeighsClasses } from '../../../src/detect/classify-text.ts';
import { featuresOf } from '../../../src/detect/text-features.ts';
import { learnClassifier } from '../../../src/engine/learn-classifier.ts';
import { packDocument, unpackDocument } from '../../../src/model/packed-document.ts';

const TEXTS = [
  ['the broker refuses our connection', 'refused'],
  ['connections to the broker are refused', 'refused'],
  ['refused again when connecting to the cache', 'refused'],
  ['disk of the broker is nearly full', 'disk'],
  ['the disk is full and the broker waits', 'disk'],
  ['no space is left on the disk of the cache', 'disk'],
  ['the meeting about the broker is at noon', 'nothing'],
  ['lunch with the team of the cache', 'nothing'],
  ['the team meets again at noon', 'nothing'],
] as const;

/** Texts of three classes that have no word of their own, so that no plane parts them. */
const MIXED = Array.from({ length: 800 }, (_, i): [string, string] => {
  const words = Array.from({ length: 10 }, (_unused, k) => `w${(i * i * k + 17 * i * k * k + k) % 97}`);
  return [words.join(' '), ['refused', 'disk', 'nothing'][(i * 31 + Math.floor(i / 7)) % 3] ?? ''];
});

const featuresIn = (text: string) => featuresOf(text.split(' '));
const learn = () => learnClassifier(TEXTS.map(([text, label]) => ({ features: featuresIn(text), label })));

function classOf(text: string): string | undefined {
  const classifier = learn();
  const scores = createWeighsClasses(classifier)(featuresIn(text));
  return classifier.classes[scores.indexOf(Math.max(...scores))];
}

describe('a classifier that was learnt', () => {
  it.each([
    ['the cache refuses a connection', 'refused'],
    ['full disks of two brokers', 'disk'],
    ['our team has a meeting', 'nothing'],
  ])('places %s, which it never saw, under %s', (text, label) => {
    expect(classOf(text)).toBe(label);
  });

  it('is the same for the same texts', () => {
    expect(learn()).toEqual(learn());
  });

  it('depends on the texts alone, not on their order', () => {
    const scoresOf = (texts: readonly (readonly [string, string])[]) => {
      const samples = texts.map(([text, label]) => ({ features: featuresIn(text), label }));
      return [...createWeighsClasses(learnClassifier(samples))(featuresIn('w1 w5 w9 w33 w2 w60'))];
    };

    const scores = scoresOf(MIXED);

    for (const [i, score] of scoresOf(MIXED.toReversed()).entries())
      expect(Math.abs(score - (scores[i] ?? 0))).toBeLessThan(0.05);
  });

  it('says the same after it was written and read', () => {
    const read = unpackDocument(packDocument(learn())) as ReturnType<typeof learn>;
    const features = featuresIn('the disk is full');

    expect(createWeighsClasses(read)(features)).toEqual(createWeighsClasses(learn())(features));
  });
});
