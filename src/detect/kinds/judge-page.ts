import type { Observation } from '../../model/observation.ts';
import type { TextClassifier } from '../../model/text-classifier.ts';
import type { TextKinds } from '../../model/text-kinds.ts';
import { createWeighsClasses } from '../classify-text.ts';
import { shapeOf } from '../message-shape.ts';
import { featuresOf } from '../text-features.ts';
import { createCountsMarks, type Marks } from './count-marks.ts';

/** Judges by the records and rows of a text whether it is a page; nothing where a person wrote little of it. */
export type JudgesPage = (observations: readonly Observation[]) => 'page' | 'rather-page' | undefined;

/** Log-odds from which a text is a page rather than a report. */
const PAGE = 1;
const RATHER_PAGE = 0.3;
/** With fewer words of a person nothing is said; what tools print at a terminal looks written, but holds hardly a sentence. */
const LEAST_WORDS = 35;
const LEAST_IN_SENTENCES = 15;
/** A text of more records is a log or a thread, whatever was written between them. */
const MOST_RECORDS = 300;
/** A page shows so many records and rows at most: whoever pastes more shows what happened. */
const MOST_SHOWN = 12;
/** Messages of one shape that no page shows. */
const REPEATED = 3;
/** How often marks stand is counted in so many words, and up to twice. */
const PER_WORDS = 40;
const MOST_OFTEN = 2;

/** Makes a judge by word lists, and by what was learnt of texts of both kinds. It takes time linear in the text. */
export function createJudgesPage(kinds: TextKinds, classifier: TextClassifier): JudgesPage {
  const countMarks = createCountsMarks(kinds);
  const likeness = createLikenessToPages(classifier);
  return (observations) => {
    if (observations.length > MOST_RECORDS) return undefined;
    const marks = countMarks(observations);
    if (marks.words.length < LEAST_WORDS || marks.inSentences < LEAST_IN_SENTENCES) return undefined;
    if (shownIn(marks) > MOST_SHOWN || repeatsMessage(observations)) return undefined;
    const odds = kinds.bias + kinds.learnt * likeness(marks.words) + weightOf(marks, kinds);
    return odds > PAGE ? 'page' : odds > RATHER_PAGE ? 'rather-page' : undefined;
  };
}

/** A page shows a message once or twice; a program that is in trouble prints it over and over. */
function repeatsMessage(observations: readonly Observation[]): boolean {
  const shapes = new Map<string, number>();
  for (const { form, text } of observations) {
    if (form !== 'log') continue;
    const shape = shapeOf(text);
    shapes.set(shape, (shapes.get(shape) ?? 0) + 1);
  }
  return [...shapes.values()].some((count) => count >= REPEATED);
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
  const share = PER_WORDS / words.length;
  return Object.entries(marks).reduce((sum, [mark, { often = 0, any = 0 }]) => {
    const count = counts.get(mark) ?? 0;
    return sum + often * Math.min(count * share, MOST_OFTEN) + (count > 0 ? any : 0);
  }, 0);
}
