import { group } from 'd3-array';
import type { BeginningIndex } from '../detect/beginnings.ts';
import { createJudgesRecord } from '../detect/judge-record.ts';
import { createJudgesPage, type JudgesPage } from '../detect/kinds/judge-page.ts';
import { createReadsLike, type ReadsLike } from '../detect/reads-like.ts';
import { isWritten } from '../detect/tellings/clauses.ts';
import { createJudgesReport } from '../detect/tellings/judge-report.ts';
import { createReadsTellings, type ReadsTellings } from '../detect/tellings/read-tellings.ts';
import { createTemplatePattern } from '../detect/template-pattern.ts';
import { longestPiece, parseTemplate } from '../model/message-template.ts';
import { unpackList } from '../model/packed-table.ts';
import type { Tellings } from '../model/tellings.ts';
import type { TextClassifier } from '../model/text-classifier.ts';
import type { TextKinds } from '../model/text-kinds.ts';
import type { Wordings } from '../model/wordings.ts';

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
  /** All catalogued messages by how they begin. */
  beginnings: () => BeginningIndex;
}

/** Makes the judges. */
export function createLikeness(knowledge: LikenessKnowledge): Likeness {
  let words: WordKnowledge | undefined;
  let judge: ReadsLike | undefined;
  let reader: ReadsTellings | undefined;
  let judgesPage: JudgesPage | undefined;
  const known = () => (words ??= knowledge.words());
  const isHealthy = createIsHealthy(() => unpackList(knowledge.healthy()));
  return {
    readsLike(text) {
      judge ??= createReadsLike(known().wordings, createJudgesRecord(knowledge.records()));
      const event = judge(text);
      return event !== undefined && isHealthy(text) ? undefined : event;
    },
    readsTellings(records) {
      // Logs and tables, of which no line was written by a person, need not wait for what is known of prose.
      if (!records.some(isWritten)) return [];
      reader ??= createReadsTellings(known().tellings, createJudgesReport(knowledge.reports()));
      return reader(records).filter(({ text, fields }) => !('likeness' in fields) || !isHealthy(text));
    },
    judgesPage(observations) {
      if (!observations.some(isWritten)) return undefined;
      judgesPage ??= createJudgesPage(known().kinds, knowledge.kinds());
      return judgesPage(observations);
    },
    beginnings: knowledge.beginnings,
  };
}

/** So many characters of a template's longest fixed piece are looked up where they stand in a text. */
const LOOKED_UP = 4;

/** Whether a text is a message that tells of nothing wrong. Thousands of templates are slow to take apart, and most of what is judged reads like nothing. */
function createIsHealthy(load: () => readonly string[]): (text: string) => boolean {
  let known: ReturnType<typeof byPiece> | undefined;
  return (text) => {
    known ??= byPiece(load());
    for (let at = 0; at < text.length; at++) {
      const here = known.get(text.slice(at, at + LOOKED_UP)) ?? [];
      if (here.some(({ piece, matches }) => text.startsWith(piece, at) && matches(text) !== undefined))
        return true;
    }
    return (known.get('') ?? []).some(
      ({ piece, matches }) => text.includes(piece) && matches(text) !== undefined,
    );
  };
}

/** Templates by the beginning of their longest fixed piece; shorter ones together under the empty text. */
function byPiece(sources: readonly string[]) {
  const templates = sources.map((source) => ({
    piece: longestPiece(parseTemplate(source)),
    matches: createTemplatePattern(source),
  }));
  return group(templates, ({ piece }) => (piece.length < LOOKED_UP ? '' : piece.slice(0, LOOKED_UP)));
}
