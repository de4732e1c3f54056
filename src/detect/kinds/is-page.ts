import type { Observation } from '../../model/observation.ts';
import type { TextClassifier } from '../../model/text-classifier.ts';
import type { TextKinds } from '../../model/text-kinds.ts';
import { createWeighsClasses } from '../classify-text.ts';
import { featuresOf } from '../text-features.ts';
import { createCountsMarks, type Marks } from './count-marks.ts';

/** Whether a text is a page, by its records and rows; no where that is open, and where a person wrote little of it. */
export type IsPage = (observations: readonly Observation[]) => boolean;

/** Log-odds from which a text is a page rather than a report. */
const PAGE = 1;
/** With fewer words of a person nothing is said. */
const LEAST_WORDS = 25;
/** A text of more records is a log or a thread, whatever was written between them. */
const MOST_RECORDS = 300;
/** A page shows so many records and rows at most: whoever pastes more shows what happened. */
const MOST_SHOWN = 12;
/** How often marks stand is counted in so many words, and up to twice. */
const PER_WORDS = 40;
const LEAST_LENGTH = 20;
const MOST_OFTEN = 2;

/** Makes a judge by word lists, and by what was learnt of texts of both kinds. It takes time linear in the text. */
export function createIsPage(kinds: TextKinds, classifier: TextClassifier): IsPage {
  const countMarks = createCountsMarks(kinds);
  const likeness = createLikenessToPages(classifier);
  return (observations) => {
    if (observations.length > MOST_RECORDS) return false;
    const marks = countMarks(observations);
    if (marks.words.length < LEAST_WORDS || shownIn(marks) > MOST_SHOWN) return false;
    return kinds.bias + kinds.learnt * likeness(marks.words) + weightOf(marks, kinds) > PAGE;
  };
}

function shownIn({ counts }: Marks): number {
  return ['log', 'trace', 'row'].reduce((sum, mark) => sum + (counts.get(mark) ?? 0), 0);
}

function createLikenessToPages(classifier: TextClassifier): (words: readonly string[]) => number {
  const weigh = createWeighsClasses(classifier);
  const page = classifier.classes.indexOf('page');
  return (words) => {
    const scores = weigh(featuresOf(words));
    return scores.reduce((sum, score, at) => (at === page ? sum + score : sum - score), 0);
  };
}

function weightOf({ counts, words }: Marks, { marks }: TextKinds): number {
  const share = PER_WORDS / Math.max(words.length, LEAST_LENGTH);
  return Object.entries(marks).reduce((sum, [mark, { often = 0, any = 0 }]) => {
    const count = counts.get(mark) ?? 0;
    return sum + often * Math.min(count * share, MOST_OFTEN) + (count > 0 ? any : 0);
  }, 0);
}
