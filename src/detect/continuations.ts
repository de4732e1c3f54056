import { isDigit } from '../model/characters.ts';
import { isTellingPart, parseTemplate } from '../model/message-template.ts';
import { rememberRecent } from '../remember-recent.ts';
import {
  type Beginning,
  beginningOf,
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

export type Continuations = (text: string) => Whole;

/** What tells cut messages from each other is seen near their beginning. */
const KEY_LENGTH = 8;
const BASE = 31;
/** What the first of those characters counts in their hash. */
const HIGHEST = Array.from({ length: KEY_LENGTH - 1 }).reduce<number>((value) => Math.imul(value, BASE), 1);
/** Of a long line the last characters are looked at, of a long record the first lines. */
const SEARCHED_CHARS = 500;
const MOST_LINES = 12;
const LONGEST_CODE = 40;
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

/** A template from the first piece on that is long enough to be found by. */
type Begun = () => Beginning;

interface Index {
  byKey: ReadonlyMap<string, readonly Begun[]>;
  mayBegin: Uint8Array;
}

/** What each line may lack at its end, nothing where it is not cut. */
interface Rests {
  ofLines: readonly LineRests[];
  isSure: boolean;
}

/** Makes a reader of cut messages; `load` gives the templates of all that may have been cut, and is called at the first text. */
export function createContinuations(load: () => Iterable<string>): Continuations {
  let index: Index | undefined;
  const known = rememberRecent<string, Rests>(MOST_SHAPES);
  return (text) => {
    const shape = shapeOf(text);
    const lines = text.split('\n');
    let rests = known.get(shape);
    if (!rests) {
      index ??= indexTemplates(load());
      rests = restsOf(lines, index);
      if (mayRecur(shape) && isOfShape(lines, rests)) known.set(shape, rests);
    }
    return continued(lines, rests);
  };
}

function restsOf(lines: readonly string[], index: Index): Rests {
  let [isSure, ways] = [true, 1];
  const ofLines = lines.map((line, i) => {
    const found = i < MOST_LINES ? continueLine(line, index) : NO_RESTS;
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

/** Templates are taken apart only where their key stands: there are thousands. */
function indexTemplates(sources: Iterable<string>): Index {
  const byKey = new Map<string, Begun[]>();
  const mayBegin = new Uint8Array(1 << 18);
  for (const source of new Set([...sources].flatMap(withoutCode))) {
    const key = firstFindable(source)?.slice(0, KEY_LENGTH);
    if (key === undefined) continue;
    const known = byKey.get(key);
    if (known) known.push(begun(source));
    else byKey.set(key, [begun(source)]);
    mayBegin[bucketOf(rawHashAt(key, 0))] = 1;
  }
  return { byKey, mayBegin };
}

/** The first fixed piece of a template that is long enough. */
function firstFindable(source: string): string | undefined {
  for (let from = 0; from < source.length; ) {
    const open = source.indexOf('{', from);
    const piece = open < 0 ? source.slice(from) : source.slice(from, open);
    if (isFindable(piece)) return piece;
    const close = open < 0 ? -1 : source.indexOf('}', open);
    if (close < 0) return undefined;
    from = close + 1;
  }
  return undefined;
}

function begun(source: string): Begun {
  let parsed: Beginning | undefined;
  return () => {
    if (parsed) return parsed;
    const template = parseTemplate(source);
    return (parsed = beginningOf(template, template.pieces.findIndex(isFindable)));
  };
}

function isFindable(piece: string): boolean {
  return piece.trim().length >= KEY_LENGTH;
}

/** `[MY-010914] [Server] Aborted connection …`: earlier versions print no code before the message. */
function withoutCode(source: string): string[] {
  const end = source.lastIndexOf('] ');
  const isCoded = source.startsWith('[') && !source.slice(0, end).includes('{') && end < LONGEST_CODE;
  return isCoded ? [source, source.slice(end + 2)] : [source];
}

/** The hash of the characters of a key from a place on. Rabin and Karp's, so that it rolls. */
function rawHashAt(text: string, from: number): number {
  let hash = 0;
  for (let at = from; at < from + KEY_LENGTH; at++) hash = (Math.imul(hash, BASE) + text.charCodeAt(at)) | 0;
  return hash;
}

function rolled(hash: number, out: number, into: number): number {
  return (Math.imul(hash - Math.imul(out, HIGHEST), BASE) + into) | 0;
}

/** A number of 18 bits; different keys may have the same one. */
function bucketOf(hash: number): number {
  return (hash ^ (hash >>> 14)) & 0x3ffff;
}

/** What a cut line may lack. */
function continueLine(given: string, index: Index): LineRests {
  const mark = MARKS.find((one) => given.endsWith(one)) ?? '';
  const found = lineRests(given, index, given.endsWith(' '));
  if (found.rests.length > 0 || mark === '') return found;
  return { ...lineRests(given.slice(0, given.length - mark.length), index, true), markLength: mark.length };
}

/** The rest of the message of which most stands before the cut. */
function lineRests(line: string, index: Index, isMarked: boolean): LineRests {
  const best = mostSeen(line, index, isMarked);
  const rests = new Set(best.map(({ rest }) => rest));
  // Of a message that has hardly begun there may be many more endings than are known.
  const isCertain = best.every(isBegun) && best.some((one) => isTold(one, isMarked));
  if (!isCertain || [...rests].every((rest) => rest === '')) return NO_RESTS;
  // It may be complete as it stands, too: then that is one of the texts that it may be.
  return {
    rests: [...rests],
    markLength: 0,
    isSure: isMarked || best.every(({ through }) => through === 'word'),
  };
}

/** Of an unmarked line what fills the last hole may be complete. */
function mostSeen(line: string, { byKey, mayBegin }: Index, isMarked: boolean): Continuation[] {
  let most = 0;
  let best: { beginning: Beginning; place: CutPlace }[] = [];
  const from = Math.max(0, line.length - SEARCHED_CHARS);
  let hash = rawHashAt(line, from);
  for (let at = from; at + KEY_LENGTH <= line.length; at++) {
    if (at > from) hash = rolled(hash, line.charCodeAt(at - 1), line.charCodeAt(at + KEY_LENGTH - 1));
    if (mayBegin[bucketOf(hash)] === 0) continue;
    for (const begins of byKey.get(line.slice(at, at + KEY_LENGTH)) ?? []) {
      const beginning = begins();
      const place = cutPlaceAt(line, beginning, at);
      if (!place || (place.length === 0 && !isMarked)) continue;
      const letters = lettersBefore(beginning, place);
      if (letters < most) continue;
      if (letters > most) best = [];
      most = letters;
      best.push({ beginning, place });
    }
  }
  return best.map(({ beginning, place }) => continuationFrom(beginning, place));
}

function isBegun({ letters, words, seenShare }: Continuation): boolean {
  return seenShare > (isTellingPart(letters, words) ? SEEN_OF_TELLING : SEEN_OF_OTHERS);
}

function isTold({ letters, words, through }: Continuation, isCut: boolean): boolean {
  if (isCut || through === 'word') return letters >= LETTERS_BEFORE_CUT && words >= WORDS_BEFORE_CUT;
  return isTellingPart(letters, words);
}
