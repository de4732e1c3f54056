import { wordsOf } from '../model/message-words.ts';
import { NO_TROUBLE, type TextClassifier } from '../model/text-classifier.ts';
import { createWeighsClasses } from './classify-text.ts';
import { featuresOf } from './text-features.ts';

/** What the words of a record are most like, and by how much rather than like a record that tells of no trouble. */
export type JudgesRecord = (text: string) => { event: string; margin: number };

/** A record says what it says in so many words. */
const MOST_WORDS = 60;

/** What a record is judged by: its words without numbers. */
export function recordFeatures(text: string): Map<string, number> {
  return featuresOf(wordsOf(text).slice(0, MOST_WORDS));
}

/** Makes a judge of records by what was learnt of catalogued messages. It takes time linear in the words. */
export function createJudgesRecord(classifier: TextClassifier): JudgesRecord {
  const weigh = createWeighsClasses(classifier);
  const { classes } = classifier;
  const healthy = classes.indexOf(NO_TROUBLE);
  return (text) => {
    const scores = weigh(recordFeatures(text));
    const [best = healthy] = [...scores.keys()]
      .filter((at) => at !== healthy)
      .toSorted((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0));
    return { event: classes[best] ?? NO_TROUBLE, margin: (scores[best] ?? 0) - (scores[healthy] ?? 0) };
  };
}
