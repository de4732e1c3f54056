import type { Line } from '../line.ts';
import { startsLikeRecord, startsLikeRow } from '../log-start.ts';
import { isExceptionLine, isHeading, isTraceLine } from '../logs/line-shape.ts';
import { readHead } from '../logs/read-head.ts';
import { afterTime } from './after-time.ts';

/** So many lines at the start decide whether a margin is looked for in the whole text. */
const SAMPLE_LINES = 4;
const COMMENT = /^(?:#{1,2}|\/\/|--|;{1,2}|%{1,2}|REM|dnl)(?: |$)/;
const BULLET = /^(?:[-*+•·–]|\d{1,3}[.)]) +/;
const NUMBER = /^\s{0,8}(\d{1,7})([:-]|\t)/;
const CLOCK = /^\s{0,8}\d\d:\d\d(?:[:.,\s]|$)/;
const BLOCK_INDENT = /^(?: {4}|\t)\s*/;

/**
 * Takes off what a paste put before every line of a text: an indent, the mark of a comment, bullets, the numbers of `grep -n` and
 * `cat -n`. An indented block of Markdown loses its indent too where a record begins in it. What is no margin stays: lines below
 * the head of a record are indented by the program, and a list or comment that a person wrote holds no records.
 */
export function withoutMargins(lines: readonly Line[]): readonly Line[] {
  const filled = lines.filter(({ text }) => text.trim() !== '');
  const off = marginOf(filled);
  const unindented = withoutBlockIndents(withoutCommonIndent(lines, filled));
  return off ? mapText(unindented, off) : withoutListMarks(unindented);
}

type Change = (text: string) => string;

const same: Change = (text) => text;

function mapText(lines: readonly Line[], change: Change): readonly Line[] {
  if (change === same) return lines;
  return lines.map((line) => withText(line, change(line.text)));
}

function withText(line: Line, text: string): Line {
  return text === line.text ? line : { ...line, text };
}

/** The margin that every line has; undefined when there is none. */
function marginOf(filled: readonly Line[]): Change | undefined {
  const [first] = filled;
  if (!first) return undefined;
  const start = first.text.trimStart();
  if (COMMENT.test(start)) return comments(filled, start);
  if (BULLET.test(start)) return bullets(filled);
  return NUMBER.test(start) ? numbers(filled) : undefined;
}

function comments(filled: readonly Line[], start: string): Change | undefined {
  const mark = COMMENT.exec(start)?.[0].trim() ?? '';
  const off = (text: string) => text.trimStart().slice(mark.length).replace(/^ /, '');
  if (!beginsRecord(off(start))) return undefined;
  return everyLine(filled, (text) => text.trimStart().startsWith(mark)) ? off : undefined;
}

function isMarked(text: string): boolean {
  return BULLET.test(text);
}

/** A list is a margin where its items are records, most of them with a head that nobody types. */
function bullets(filled: readonly Line[]): Change | undefined {
  if (!everyLine(filled, (text) => isMarked(text) || /^\s/.test(text))) return undefined;
  const items = filled.filter(({ text }) => isMarked(text)).map(({ text }) => withoutBullet(text));
  const logged = items.filter((item) => isSureHead(item) || afterTime(item) !== undefined);
  return logged.length * 2 >= items.length && beginsRecord(items[0] ?? '') ? withoutBullet : undefined;
}

/** Records one below the other as items of a list, between other text: two at least, each with a head that nobody types. */
function withoutListMarks(lines: readonly Line[]): readonly Line[] {
  const listed = lines.map(({ text }) => isMarked(text) && isSureHead(withoutBullet(text)));
  const changed = lines.map((line, i) =>
    listed[i] && (listed[i - 1] || listed[i + 1]) ? withText(line, withoutBullet(line.text)) : line,
  );
  return listed.includes(true) ? changed : lines;
}

function withoutBullet(text: string): string {
  return isMarked(text) ? text.replace(BULLET, '') : text.replace(/^ {2}/, '');
}

/** Ascending numbers, one before each line. A single line may begin with any number, and a clock is no number. */
function numbers(filled: readonly Line[]): Change | undefined {
  if (filled.length < 2) return undefined;
  let last = -1;
  const separator = NUMBER.exec(filled[0]?.text ?? '')?.[2];
  const ascending = everyLine(filled, (text) => {
    const found = NUMBER.exec(text);
    if (!found || found[2] !== separator || CLOCK.test(text) || Number(found[1]) <= last) return false;
    last = Number(found[1]);
    return true;
  });
  return ascending ? (text) => text.replace(NUMBER, '') : undefined;
}

/** Whether all lines are so; the first few decide most texts. */
function everyLine(filled: readonly Line[], is: (text: string) => boolean): boolean {
  return filled.every(({ text }) => is(text.length > 400 ? text.slice(0, 400) : text));
}

function withoutCommonIndent(lines: readonly Line[], filled: readonly Line[]): readonly Line[] {
  if (filled.slice(0, SAMPLE_LINES).some(({ text }) => indentOf(text) === 0)) return lines;
  const common = filled.reduce((least, { text }) => Math.min(least, indentOf(text)), Infinity);
  return common === 0 || filled.length === 0 ? lines : mapText(lines, (text) => text.slice(common));
}

function indentOf(text: string): number {
  return text.length - text.trimStart().length;
}

function withoutBlockIndents(lines: readonly Line[]): readonly Line[] {
  let indent = '';
  let before: string | undefined;
  let gap = true;
  return lines.map((line) => {
    const { text } = line;
    const code = text.charCodeAt(0);
    if (indent === '' && code !== 32 && code !== 9 && code === code) {
      before = text;
      // What stands below a heading belongs to it as much as what stands below a blank line.
      gap = isHeading(text);
      return line;
    }
    if (text.trim() === '') {
      gap = true;
      return line;
    }
    if (!text.startsWith(indent) || indent === '') indent = gap ? blockIndent(text, before) : '';
    before = text;
    gap = false;
    return indent === '' ? line : withText(line, text.slice(indent.length));
  });
}

/** The indent of the block that begins with a line, after the text that stands before it: '' when it is no block of its own. */
function blockIndent(text: string, before: string | undefined): string {
  const indent = BLOCK_INDENT.exec(text)?.[0] ?? '';
  if (indent === '' || !beginsRecord(text.slice(indent.length))) return '';
  return before === undefined || !(beginsRecord(before) || isTraceLine(before)) ? indent : '';
}

function beginsRecord(text: string): boolean {
  return startsLikeRecord(text) || isSureHead(text) || isExceptionLine(text) || startsLikeRow(text);
}

function isSureHead(text: string): boolean {
  const head = readHead(text);
  return head !== undefined && !head.weak;
}
