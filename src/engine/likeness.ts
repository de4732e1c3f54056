import type { BeginningIndex } from '../detect/beginnings.ts';
import { createJudgesRecord } from '../detect/judge-record.ts';
import { createJudgesPage, type JudgesPage } from '../detect/kinds/judge-page.ts';
import { createReadsLike, type ReadsLike } from '../detect/reads-like.ts';
import { isWritten } from '../detect/tellings/clauses.ts';
import { createJudgesReport, type JudgesReport } from '../detect/tellings/judge-report.ts';
import { createReadsTellings, type ReadsTellings } from '../detect/tellings/read-tellings.ts';
import { createTellsNoTrouble, type TellsNoTrouble } from '../detect/tellings/tells-no-trouble.ts';
import { unpackList } from '../model/packed-table.ts';
import type { Tellings } from '../model/tellings.ts';
import type { TextClassifier } from '../model/text-classifier.ts';
import type { TextKinds } from '../model/text-kinds.ts';
import type { Wordings } from '../model/wordings.ts';
import { createIsHealthy } from './healthy-messages.ts';

/** How people write and tell of events, and what distinguishes kinds of texts. */
export interface WordKnowledge {
  wordings: Wordings;
  tellings: Tellings;
  kinds: TextKinds;
}

/** What texts are judged by that no runbook knows. Each part is asked for when it is first needed. */
export interface LikenessKnowledge {
  words: () => WordKnowledge;
  /** Templates of the messages that tell of nothing wrong: a packed list. */
  healthy: () => string;
  /** All catalogued messages by how they begin. */
  beginnings: () => BeginningIndex;
  /** What was learnt when the product was built: of records that programs print, of reports in prose, and of kinds of texts. */
  records: () => TextClassifier;
  reports: () => TextClassifier;
  kinds: () => TextClassifier;
}

/** Judges messages that no runbook knows, and what people tell in prose. */
export interface Likeness {
  readsLike: ReadsLike;
  readsTellings: ReadsTellings;
  judgesPage: JudgesPage;
  tellsNoTrouble: TellsNoTrouble;
  /** All catalogued messages by how they begin. */
  beginnings: () => BeginningIndex;
}

/** The fixed part of a healthy message is so much of a sentence that is one. */
const OF_A_SENTENCE = 0.3;

/** Makes the judges. */
export function createLikeness(knowledge: LikenessKnowledge): Likeness {
  let words: WordKnowledge | undefined;
  let judge: ReadsLike | undefined;
  let reader: ReadsTellings | undefined;
  let judgesPage: JudgesPage | undefined;
  let judgesReport: JudgesReport | undefined;
  const judgeReport: JudgesReport = (clauses) =>
    (judgesReport ??= createJudgesReport(knowledge.reports()))(clauses);
  const known = () => (words ??= knowledge.words());
  const isHealthy = createIsHealthy(() => unpackList(knowledge.healthy()));
  return {
    readsLike(text, printed) {
      judge ??= createReadsLike(known().wordings, createJudgesRecord(knowledge.records()));
      const event = judge(text, printed);
      return event !== undefined && isHealthy(text) ? undefined : event;
    },
    readsTellings(records) {
      // Logs and tables, of which no line was written by a person, need not wait for what is known of prose.
      if (!records.some(isWritten)) return [];
      reader ??= createReadsTellings(known().tellings, judgeReport);
      return reader(records).filter(
        ({ text, fields }) => !('likeness' in fields) || !isHealthy(text, OF_A_SENTENCE),
      );
    },
    judgesPage(observations) {
      if (!observations.some(isWritten)) return undefined;
      judgesPage ??= createJudgesPage(known().kinds, knowledge.kinds());
      return judgesPage(observations);
    },
    tellsNoTrouble: createTellsNoTrouble(judgeReport),
    beginnings: knowledge.beginnings,
  };
}
