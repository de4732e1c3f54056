import { rollup } from 'd3-array';
import { isDigit, isLetter } from '../../model/characters.ts';
import type { Observation } from '../../model/observation.ts';
import { isStackFrame } from '../../model/stack-frame.ts';
import { shapeOf } from '../message-shape.ts';
import { isPassedCheck } from '../passed-check.ts';
import { isSettingLine } from '../setting-line.ts';
import { isPassedTest } from './passed-test.ts';
import { type ToldWord, toldWords } from './told-words.ts';

/** A sentence, or the part of one before or behind `but`, with the record in which it stands. */
export interface Clause {
  text: string;
  words: readonly ToldWord[];
  record: Observation;
}

/** Text beyond so many clauses is an article or a thread. */
const MOST_CLAUSES = 160;
const LEAST_WORDS = 2;
/** Lines of one shape that no person writes. */
const REPEATED = 3;
const MOST_CHARACTERS = 8_000;
const TURNS = [' but ', ' however ', ' although ', ' aber ', '但'];
const ENDS = '.!?;…';
const WIDE_ENDS = '。！？；';

/** The clauses of the records that are written by a person; undefined where there are too many for a report. */
export function clausesOf(records: readonly Observation[]): readonly Clause[] | undefined {
  const clauses: Clause[] = [];
  const isRepeated = repeatedAmong(records);
  for (const [i, record] of records.entries()) {
    // A row of a table explains, whatever its words, and so do the comments of a configuration. What a program dumped tells nothing.
    if (!isWritten(record) || isRepeated(record) || record.text.trimStart().startsWith('|')) continue;
    if (isDump(record.text)) continue;
    if (isHashed(record) && [records[i - 1], records[i + 1]].some((next) => adjoins(record, next))) continue;
    for (const text of partsOf(saidIn(record.text.slice(0, MOST_CHARACTERS)))) {
      const words = toldWords(text);
      if (words.length >= LEAST_WORDS && !isRow(text, words)) clauses.push({ text, words, record });
      if (clauses.length > MOST_CLAUSES) return undefined;
    }
  }
  return clauses;
}

/** The address of a page (`…/server-shutdown.html`), what a file sets, a check that passed and the comments of code say nothing of what happened. */
function saidIn(text: string): string {
  const lines = text
    .split('\n')
    .filter(
      (line) => !isSettingLine(line) && !isComment(line) && !isPassedCheck(line) && !isPassedTest(line),
    );
  return lines
    .map((line) => (line.includes('://') ? line.split(' ').filter(isNoAddress).join(' ') : line))
    .join('\n');
}

/** A sentence within JSON has at least so many words. */
const WORDS_OF_A_SENTENCE = 5;

/** JSON without a sentence in it: keys, numbers, states. */
function isDump(text: string): boolean {
  const begun = text.trimStart();
  if (!begun.startsWith('{"') && !begun.startsWith('[{"')) return false;
  return begun
    .slice(0, MOST_CHARACTERS)
    .split('"')
    .every(
      (piece) =>
        toldWords(piece).filter(({ text: word }) => isLetter(word.charAt(0))).length < WORDS_OF_A_SENTENCE,
    );
}

function isHashed({ text }: Observation): boolean {
  return text.startsWith('#') && text.charAt(1) !== '#';
}

/** One line with a hash may be a title; lines that follow each other are comments. */
function adjoins(record: Observation, next: Observation | undefined): boolean {
  return next !== undefined && isHashed(next) && Math.abs(next.at.line - record.at.line) === 1;
}

const COMMENTS = ['//', '/*'];
/** What a comparison of two versions puts before a line. */
const CHANGES = ['+', '-'];

function isComment(line: string): boolean {
  const text = line.trimStart();
  const code = CHANGES.includes(text.charAt(0)) ? text.slice(1).trimStart() : text;
  return COMMENTS.some((mark) => code.startsWith(mark));
}

const PAGES = ['http://', 'https://'];

function isNoAddress(word: string): boolean {
  return !PAGES.some((scheme) => word.includes(scheme));
}

/** Nobody writes lines that differ in numbers alone: a program printed them. */
function repeatedAmong(records: readonly Observation[]): (record: Observation) => boolean {
  const counts = rollup(
    records.filter(({ form }) => form === 'bare'),
    ({ length }) => length,
    ({ text }) => shapeOf(text),
  );
  return ({ form, text }) => form === 'bare' && (counts.get(shapeOf(text)) ?? 0) >= REPEATED;
}

/** Most of a row of a table are numbers: no sentence is made of it, nor of a heading. */
function isRow(text: string, words: readonly ToldWord[]): boolean {
  if (words.length <= 3) return false;
  const numbers = words.filter(({ value }) => value !== undefined);
  return numbers.length * 2 >= words.length || isHeading(text);
}

/** The heading of a table is in capitals that stand apart, or each of its names begins with one: `Recv-Q Send-Q Local Address:Port`. */
function isHeading(text: string): boolean {
  if (isInCapitals(text)) return isSpaced(text);
  const names = text.split(' ').filter((one) => one !== '');
  return names.length >= LEAST_NAMES && names.every((one) => one.charAt(0) !== one.charAt(0).toLowerCase());
}

const LEAST_NAMES = 5;

function isSpaced(text: string): boolean {
  return text.includes('  ') || text.includes('\t');
}

function isInCapitals(text: string): boolean {
  return text === text.toUpperCase() && text !== text.toLowerCase();
}

/** A sentence that names a command or a setting may pass for code; it has so many words, and few marks among them. */
const SENTENCE_WORDS = 7;
const LEAST_LETTERS = 0.88;
const CODE_MARKS = ['=', '{', '}', '();', '$ ', '/*', '://'];

/** Whether a person may have written a record, rather than a program. */
export function isWritten({ kind, form, text, fields }: Observation): boolean {
  // A page shows what programs log; a person writes no level.
  if (form === 'prose' && fields['level'] !== undefined) return false;
  if (isStackFrame(text.trimStart()) && !text.startsWith('#')) return false;
  return kind === 'log' && (form === 'prose' || form === 'bare' || (form === 'code' && isSentence(text)));
}

function isSentence(text: string): boolean {
  const words = text.split(' ');
  if (words.length < SENTENCE_WORDS || CODE_MARKS.some((mark) => text.includes(mark))) return false;
  const letters = Array.from(text).filter((one) => one === ' ' || isLetter(one) || isDigit(one));
  return letters.length >= LEAST_LETTERS * text.length;
}

function partsOf(text: string): string[] {
  const parts: string[] = [];
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    if (!endsClause(text, at)) continue;
    parts.push(text.slice(from, at + 1).trim());
    from = at + 1;
  }
  parts.push(text.slice(from).trim());
  return parts;
}

const NOTHING = 'nothing';

function endsClause(text: string, at: number): boolean {
  const one = text.charAt(at);
  // `nothing but` says what all of it is.
  if (text.slice(Math.max(0, at - NOTHING.length), at).toLowerCase() === NOTHING) return false;
  if (WIDE_ENDS.includes(one)) return true;
  if (ENDS.includes(one)) return [' ', '\n', ''].includes(text.charAt(at + 1));
  return (one === ' ' || one === '，') && TURNS.some((turn) => startsAt(text, turn, at));
}

function startsAt(text: string, turn: string, at: number): boolean {
  return turn.startsWith(' ')
    ? text.slice(at, at + turn.length).toLowerCase() === turn
    : text.startsWith(turn, at + 1);
}
