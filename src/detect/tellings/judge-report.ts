import { NO_TROUBLE, type TextClassifier } from '../../model/text-classifier.ts';
import { createWeighsClasses } from '../classify-text.ts';
import { featuresOf } from '../text-features.ts';
import type { Clause } from './clauses.ts';

/** What a whole report tells of. */
export interface JudgedReport {
  event: string;
  /** How far it is above the next event and above a text that tells of no trouble, together. */
  margin: number;
  /** How far a text that tells of no trouble is above it. */
  healthyBy: number;
  /** How far it is above another event. */
  above: (event: string) => number;
  /** The clause that speaks most for it. */
  clause: Clause;
}

/** Tells what the clauses of a report, one or more, are most like as a whole. */
export type JudgesReport = (clauses: readonly Clause[]) => JudgedReport;

/** A report names its trouble within so many clauses. */
const MOST_CLAUSES = 40;

/** What clauses are judged by: their words, numbers all alike. */
export function reportFeatures(clauses: readonly Pick<Clause, 'words'>[]): Map<string, number> {
  return featuresOf(
    clauses.flatMap(({ words }) => words.map(({ text, value }) => (value === undefined ? text : '0'))),
  );
}

/** Makes a judge of reports by what was learnt of others. It takes time linear in the text. */
export function createJudgesReport(classifier: TextClassifier): JudgesReport {
  const weigh = createWeighsClasses(classifier);
  const { classes } = classifier;
  const healthy = classes.indexOf(NO_TROUBLE);
  return (all) => {
    const clauses = all.slice(0, MOST_CLAUSES);
    const scores = weigh(reportFeatures(clauses));
    const scoreOf = (at: number) => scores[at] ?? 0;
    const [best = healthy, next = healthy] = [...scores.keys()]
      .filter((at) => at !== healthy)
      .toSorted((a, b) => scoreOf(b) - scoreOf(a));
    const weighed = clauses.map((clause) => ({ clause, weight: weigh(reportFeatures([clause]))[best] ?? 0 }));
    const { clause } = weighed.reduce((most, one) => (one.weight > most.weight ? one : most));
    return {
      event: classes[best] ?? NO_TROUBLE,
      margin: 2 * scoreOf(best) - scoreOf(next) - scoreOf(healthy),
      healthyBy: scoreOf(healthy) - scoreOf(best),
      above: (event) => scoreOf(best) - scoreOf(classes.indexOf(event)),
      clause,
    };
  };
}
