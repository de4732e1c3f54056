import { isDigit } from '../model/characters.ts';
import { isTellingPart } from '../model/message-template.ts';
import { rememberRecent } from '../remember-recent.ts';
import { type BeginningIndex, type Beginnings, indexBeginnings, readBeginnings } from './beginnings.ts';
import {
  type Beginning,
  type Continuation,
  type CutPlace,
  continuationFrom,
  cutPlaceAt,
  lettersBefore,
} from './cut-template.ts';
import { MOST_SHAPES, mayRecur, shapeOf } from './message-shape.ts';

/** How a text may go on whose lines may be cut. */
export interface Whole {
  /** Each of the texts that it may have been. Empty where no line is cut, or where too many may be meant. */
  texts: readonly string[];
  /** It was surely cut; otherwise only the missing rest of a known message tells. */
  isSure: boolean;
}

/** `isAtEdge` says that the text ends where lines are usually cut. */
export type Continuations = (text: string, isAtEdge?: boolean) => Whole;

/** Of a long line the last characters are looked at, of a long record the first lines. */
const SEARCHED_CHARS = 500;
const MOST_LINES = 12;
/** A text that may go on in more ways than this tells nothing more. */
const MOST_TEXTS = 8;
/** What stands before the cut must tell the message: more where nothing but the missing rest shows that it was cut. */
const LETTERS_BEFORE_CUT = 12;
const WORDS_BEFORE_CUT = 2;
/** The share of a message that must stand before the cut. */
const SEEN_OF_TELLING = 0.3;
const SEEN_OF_OTHERS = 0.5;
/** What terminals, pagers and editors put where a line goes on. */
const MARKS = ['…', '...', '$', '>'];

const NOT_CUT: Whole = { texts: [], isSure: false };

/** What one line may lack, and how long the mark is that stands there instead. */
interface LineRests {
  rests: readonly string[];
  isSure: boolean;
  markLength: number;
}

const NO_RESTS: LineRests = { rests: [], isSure: false, markLength: 0 };

/** What each line may lack at its end, nothing where it is not cut. */
interface Rests {
  ofLines: readonly LineRests[];
  isSure: boolean;
}

/**
 * Makes a reader of cut messages. `load` gives the index of those that the product knows, and is called at the first text;
 * `further` are templates of others.
 */
export function createContinuations(
  load: () => BeginningIndex,
  further: () => Iterable<string> = () => [],
): Continuations {
  let beginnings: Beginnings | undefined;
  const known = rememberRecent<string, Rests>(MOST_SHAPES);
  return (text, isAtEdge = false) => {
    const shape = shapeOf(text);
    const lines = text.split('\n');
    let rests = isAtEdge ? undefined : known.get(shape);
    if (!rests) {
      beginnings ??= readBeginnings(load(), indexBeginnings(further()));
      rests = restsOf(lines, beginnings, isAtEdge);
      if (!isAtEdge && mayRecur(shape) && isOfShape(lines, rests)) known.set(shape, rests);
    }
    return continued(lines, rests);
  };
}

function restsOf(lines: readonly string[], beginnings: Beginnings, isAtEdge: boolean): Rests {
  let [isSure, ways] = [true, 1];
  const ofLines = lines.map((line, i) => {
    const found = i < MOST_LINES ? continueLine(line, beginnings, isAtEdge) : NO_RESTS;
    if (found.rests.length === 0 || ways * found.rests.length > MOST_TEXTS) return NO_RESTS;
    ways *= found.rests.length;
    isSure = isSure && found.isSure;
    return found;
  });
  return { ofLines, isSure };
}

/** Whether all texts of the shape lack the same: unless the cut may go through a number. */
function isOfShape(lines: readonly string[], { ofLines }: Rests): boolean {
  return lines.every((line, i) => {
    const { rests, markLength } = ofLines[i] ?? NO_RESTS;
    return rests.length === 0 || !isDigit(line.charAt(line.length - markLength - 1));
  });
}

function continued(lines: readonly string[], { ofLines, isSure }: Rests): Whole {
  if (ofLines.every(({ rests }) => rests.length === 0)) return NOT_CUT;
  const ends = lines.map((line, i) => {
    const { rests, markLength } = ofLines[i] ?? NO_RESTS;
    return rests.length === 0 ? [line] : rests.map((rest) => line.slice(0, line.length - markLength) + rest);
  });
  const texts = ends.reduce((before, now) => before.flatMap((one) => now.map((end) => `${one}\n${end}`)));
  return { texts, isSure };
}

/** What a cut line may lack. */
function continueLine(given: string, beginnings: Beginnings, isAtEdge: boolean): LineRests {
  const mark = MARKS.find((one) => given.endsWith(one)) ?? '';
  const found = lineRests(given, beginnings, given.endsWith(' '), isAtEdge && mark === '');
  if (found.rests.length > 0 || mark === '') return found;
  return {
    ...lineRests(given.slice(0, given.length - mark.length), beginnings, true),
    markLength: mark.length,
  };
}

/** The rest of the message of which most stands before the cut. */
function lineRests(line: string, beginnings: Beginnings, isMarked: boolean, isAtEdge = false): LineRests {
  const mayBeCut = isMarked || isAtEdge;
  const best = mostSeen(line, beginnings, mayBeCut);
  const rests = new Set(best.map(({ rest }) => rest));
  // Of a message that has hardly begun there may be many more endings than are known.
  const isCertain = best.every(isBegun) && best.some((one) => isTold(one, mayBeCut));
  if (!isCertain || [...rests].every((rest) => rest === '')) return NO_RESTS;
  // It may be complete as it stands, too: then that is one of the texts that it may be.
  return {
    rests: [...rests],
    markLength: 0,
    isSure: isMarked || best.every(({ through }) => through === 'word'),
  };
}

/** Of an unmarked line what fills the last hole may be complete. */
function mostSeen(line: string, beginnings: Beginnings, mayBeCut: boolean): Continuation[] {
  let most = 0;
  let best: { beginning: Beginning; place: CutPlace }[] = [];
  const from = Math.max(0, line.length - SEARCHED_CHARS);
  beginnings.find(line, from, (beginning, at) => {
    const place = cutPlaceAt(line, beginning, at);
    if (!place || (place.length === 0 && !mayBeCut)) return;
    const letters = lettersBefore(beginning, place);
    if (letters < most) return;
    if (letters > most) best = [];
    most = letters;
    best.push({ beginning, place });
  });
  return best.map(({ beginning, place }) => continuationFrom(beginning, place));
}

function isBegun({ letters, words, seenShare }: Continuation): boolean {
  return seenShare > (isTellingPart(letters, words) ? SEEN_OF_TELLING : SEEN_OF_OTHERS);
}

function isTold({ letters, words, through }: Continuation, isCut: boolean): boolean {
  if (isCut || through === 'word') return letters >= LETTERS_BEFORE_CUT && words >= WORDS_BEFORE_CUT;
  return isTellingPart(letters, words);
}
