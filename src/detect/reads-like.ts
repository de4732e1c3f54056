import { wordsOf } from '../model/message-words.ts';
import type { Wording, Wordings } from '../model/wordings.ts';
import type { JudgesRecord } from './judge-record.ts';

/** A sentence has so many words at most; what follows is another matter. */
const MOST_WORDS = 60;
/** With fewer words nothing is said. */
const LEAST_WORDS = 2;
/** Fewer tell too little for what was learnt to decide: `TLS only`. */
const LEAST_LEARNT = 3;

/** Of more cells than this a row of a table is made, not a sentence. */
const MOST_CELLS = 6;

/** So far from a healthy record what was learnt decides; so near to one, no wording does. Set on products left out (docs/evaluation.md). */
const BOUNDS = {
  /** What a program itself logs as an error is likelier to be one. */
  error: { sure: 0.5, unlikely: -0.8 },
  record: { sure: 1, unlikely: -0.8 },
  /** What has no head may be anybody's words, of which less was learnt. */
  line: { sure: 1, unlikely: -1.3 },
};

/** How a text came to us: logged at the level of an error, logged at another one, or as a line without a head. */
export type Printed = keyof typeof BOUNDS;

/** Sentences that differ in numbers alone have the same words; so many answers are remembered. */
const MOST_REMEMBERED = 2_000;

/** Tells, for a text that no template knows, the event that it reads like; undefined where it reads like nothing wrong. */
export type ReadsLike = (text: string, printed?: Printed) => string | undefined;

type Phrase = readonly string[];
type InSentence = (phrases: readonly Phrase[]) => boolean;

interface Rule {
  event: string;
  all: readonly (readonly Phrase[])[];
  none: readonly Phrase[];
  about: readonly Phrase[];
}

/** Makes a reader of sentences by how people write of events, and by what was learnt of messages. It takes time linear in the text. */
export function createReadsLike({ healthy, events }: Wordings, judgeRecord: JudgesRecord): ReadsLike {
  const good = healthy.map(toPhrase);
  const rules = events.map(toRule);
  const judge = (text: string, words: readonly string[], printed: Printed): string | undefined => {
    if (words.length < LEAST_WORDS) return undefined;
    const holds: InSentence = (phrases) =>
      phrases.some((phrase) => words.some((_, at) => standsAt(phrase, words, at)));
    if (holds(good)) return undefined;
    const { event, margin } = judgeRecord(text);
    const isRuledOut = () =>
      rules.some(
        ({ event: own, none, about }) =>
          own === event && (holds(none) || (about.length > 0 && !holds(about))),
      );
    if (margin > BOUNDS[printed].sure && words.length >= LEAST_LEARNT && !isRuledOut()) return event;
    return margin < BOUNDS[printed].unlikely
      ? undefined
      : rules.find(({ all, none }) => all.every(holds) && !holds(none))?.event;
  };
  const remembered = new Map<string, string | undefined>();
  return (text, printed = 'line') => {
    if (text.split('\t', MOST_CELLS + 1).length > MOST_CELLS) return undefined;
    if (printed === 'line' && (isFigure(text) || isName(text))) return undefined;
    const words = wordsOf(text).slice(0, MOST_WORDS);
    const key = `${printed}: ${words.join(' ')}`;
    if (remembered.has(key)) return remembered.get(key);
    const event = judge(text, words, printed);
    if (remembered.size < MOST_REMEMBERED) remembered.set(key, event);
    return event;
  };
}

/** With more words than these before its number, a line may say what happened. */
const WORDS_OF_NAME = 3;

/** Whether a line is only a name and its number: `sessions/max: 0`. */
function isFigure(text: string): boolean {
  const at = text.lastIndexOf(':');
  const value = text.slice(at + 1).trim();
  const name = text.slice(0, Math.max(at, 0)).trim();
  return (
    name !== '' && value !== '' && Number.isFinite(Number(value)) && name.split(' ').length <= WORDS_OF_NAME
  );
}

/** Whether a line is one name and nothing else, were it in a list: `- HeartBeatTimeout`. */
function isName(text: string): boolean {
  return text.split(' ').filter((part) => wordsOf(part).length > 0).length < LEAST_WORDS;
}

function toRule({ event, all, none, about }: Wording): Rule {
  return {
    event,
    all: all.map((phrases) => phrases.map(toPhrase)),
    none: none.map(toPhrase),
    about: about.map(toPhrase),
  };
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
