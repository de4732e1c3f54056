import { wordsOf } from '../model/message-words.ts';
import type { Wording, Wordings } from '../model/wordings.ts';
import type { JudgesRecord } from './judge-record.ts';

/** A sentence has so many words at most; what follows is another matter. */
const MOST_WORDS = 60;
/** With fewer words nothing is said. */
const LEAST_WORDS = 2;

/** Of more cells than this a row of a table is made, not a sentence. */
const MOST_CELLS = 6;

/** So far from a healthy record what was learnt decides; so near to one, no wording does. */
const SURE = 1;
const UNLIKELY = -1.3;

/** Sentences that differ in numbers alone have the same words; so many answers are remembered. */
const MOST_REMEMBERED = 2_000;

/** Tells, for a text that no template knows, the event that it reads like; undefined where it reads like nothing wrong. */
export type ReadsLike = (text: string) => string | undefined;

type Phrase = readonly string[];
type InSentence = (phrases: readonly Phrase[]) => boolean;

interface Rule {
  event: string;
  all: readonly (readonly Phrase[])[];
  none: readonly Phrase[];
}

/** Makes a reader of sentences by how people write of events, and by what was learnt of messages. It takes time linear in the text. */
export function createReadsLike({ healthy, events }: Wordings, judgeRecord: JudgesRecord): ReadsLike {
  const good = healthy.map(toPhrase);
  const rules = events.map(toRule);
  const judge = (text: string, words: readonly string[]): string | undefined => {
    if (words.length < LEAST_WORDS) return undefined;
    const holds: InSentence = (phrases) =>
      phrases.some((phrase) => words.some((_, at) => standsAt(phrase, words, at)));
    if (holds(good)) return undefined;
    const { event, margin } = judgeRecord(text);
    const isRuledOut = () => rules.some((rule) => rule.event === event && holds(rule.none));
    if (margin > SURE && !isRuledOut()) return event;
    return margin < UNLIKELY
      ? undefined
      : rules.find(({ all, none }) => all.every(holds) && !holds(none))?.event;
  };
  const remembered = new Map<string, string | undefined>();
  return (text) => {
    if (text.split('\t', MOST_CELLS + 1).length > MOST_CELLS) return undefined;
    const words = wordsOf(text).slice(0, MOST_WORDS);
    const key = words.join(' ');
    if (remembered.has(key)) return remembered.get(key);
    const event = judge(text, words);
    if (remembered.size < MOST_REMEMBERED) remembered.set(key, event);
    return event;
  };
}

function toRule({ event, all, none }: Wording): Rule {
  return { event, all: all.map((phrases) => phrases.map(toPhrase)), none: none.map(toPhrase) };
}

function toPhrase(text: string): Phrase {
  return text.split(' ');
}

function standsAt(phrase: Phrase, words: readonly string[], at: number): boolean {
  return phrase.every((wanted, i) => {
    const word = words[at + i];
    if (word === undefined) return false;
    return wanted.endsWith('*') ? word.startsWith(wanted.slice(0, -1)) : word === wanted;
  });
}
