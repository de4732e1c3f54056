import type { Observation } from '../../model/observation.ts';
import { clausesOf, isWritten } from './clauses.ts';
import type { JudgesReport } from './judge-report.ts';

/** Of shorter texts too little is known. */
const LEAST_SENTENCES = 3;
const WORDS_OF_A_SENTENCE = 4;
/** So far a text that tells of no trouble has to be above any event. */
const HEALTHY_BY = 0.2;

/** Whether people tell of no trouble in what they wrote among the records: a plan, a question before use, what was solved long ago. */
export type TellsNoTrouble = (records: readonly Observation[]) => boolean;

/** Makes a judge by what was learnt of reports. It takes time linear in the text. */
export function createTellsNoTrouble(judgeReport: JudgesReport): TellsNoTrouble {
  return (records) => {
    if (!records.some(isWritten)) return false;
    const clauses = clausesOf(records) ?? [];
    const sentences = clauses.filter(({ words }) => words.length >= WORDS_OF_A_SENTENCE);
    return sentences.length >= LEAST_SENTENCES && judgeReport(clauses).healthyBy > HEALTHY_BY;
  };
}
