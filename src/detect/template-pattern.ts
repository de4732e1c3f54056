import { isDigit, isWordPart } from '../model/characters.ts';
import type { FieldValue } from '../model/fields.ts';
import { type Hole, isTelling, type MessageTemplate, parseTemplate } from '../model/message-template.ts';
import { shapeOf } from './message-shape.ts';
import type { RecordPattern } from './record-pattern.ts';
import { searchedText } from './searched-text.ts';

/** What a hole may hold, and how many places are tried for each piece before giving up. */
const LONGEST_FILLING = 400;
const MOST_TRIES = 20;

/** What stands before a message in a line, right before it or with blanks between, and what stands behind. */
const BEFORE = '\n:]>|)';
const RIGHT_BEFORE = '"\'`(';
const BEHIND = '\n.,;:)]"\'`}|(<-';
/** PHP names the file behind what was thrown. */
const WHERE_THROWN = 'in /';

/**
 * Makes a matcher for a catalogued message: its fixed pieces must follow one another in one line, with what its holes may hold
 * between them. Takes time linear in the text; no regular expression is run over it. What named holes hold are the captures.
 */
export function createTemplatePattern(source: string): RecordPattern {
  return matcherOf(() => parseTemplate(source));
}

/** Makes a matcher that meets the shape of every text that the message meets, and of few others. */
export function createTemplateShapePattern(source: string): RecordPattern {
  return matcherOf(() => {
    const { pieces, holes } = parseTemplate(source);
    // A number that goes on in a hole is one with it.
    return {
      pieces: pieces.map(shapeOf),
      holes: holes.map((hole) => ({ ...hole, type: hole.type === 'line' ? 'line' : 'text' })),
    };
  });
}

function matcherOf(parse: () => MessageTemplate): RecordPattern {
  // At first use: most are never tried.
  let known: MessageTemplate | undefined;
  let tells: boolean | undefined;
  return (text) => {
    const template = (known ??= parse());
    const searched = searchedText(text);
    let from = 0;
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const begun = nextStart(searched, template, from);
      if (!begun) return undefined;
      const found = walk(searched, template, begun.start);
      if (
        found &&
        isBounded(searched, begun.start, found.end, template) &&
        // What is not telling must be the whole of what is said.
        ((tells ??= isTelling(template)) || isWhole(searched, begun.start, found.end))
      )
        return found.captures;
      from = begun.at + 1;
    }
    return undefined;
  };
}

/**
 * Where a message may begin of which a fixed text stands `at` a place: right there where it begins with that, otherwise at the start
 * of the line, or with the number right before it.
 */
function nextStart(
  text: string,
  { pieces, holes }: MessageTemplate,
  from: number,
): { start: number; at: number } | undefined {
  const [first = '', second = ''] = pieces;
  const at = text.indexOf(first === '' ? second : first, from);
  if (at < 0) return undefined;
  if (first !== '') return { start: at, at };
  if (at > 0 && holes[0]?.type === 'int') return { start: Math.max(from, numberStart(text, at)), at };
  return { start: Math.max(from, text.lastIndexOf('\n', at) + 1, at - LONGEST_FILLING), at };
}

interface Found {
  end: number;
  captures: Record<string, FieldValue>;
}

function walk(text: string, template: MessageTemplate, start: number): Found | undefined {
  const walked: Walk = { text, template, captures: {}, triesLeft: MOST_TRIES * template.pieces.length };
  const end = follow(walked, 0, start + (template.pieces[0]?.length ?? 0));
  return end < 0 ? undefined : { end, captures: walked.captures };
}

interface Walk {
  text: string;
  template: MessageTemplate;
  captures: Record<string, FieldValue>;
  triesLeft: number;
}

/**
 * Where the message ends whose hole number `i` begins at a place, or -1. What stands behind a hole may stand in it, too
 * (the colons of an IPv6 address before a port), so further places are tried.
 */
function follow(walked: Walk, i: number, from: number): number {
  const { text, template } = walked;
  const hole = template.holes[i];
  if (!hole) return from;
  const piece = template.pieces[i + 1] ?? '';
  if (piece === '') return capture(walked, hole, from, endOfFilling(text, from, hole));
  let at = text.indexOf(piece, from);
  for (; at >= 0 && walked.triesLeft-- > 0; at = text.indexOf(piece, at + 1)) {
    const held = text.slice(from, at);
    if (held.length > LONGEST_FILLING || (hole.type !== 'line' && held.includes('\n'))) return -1;
    const end = fits(held, hole) ? follow(walked, i + 1, at + piece.length) : -1;
    if (end < 0) continue;
    capture(walked, hole, from, at);
    return end;
  }
  return -1;
}

/** Notes what a hole holds, which ends at `end`. */
function capture({ text, captures }: Walk, hole: Hole, from: number, end: number): number {
  if (hole.name !== '' && end > from) captures[hole.name] = filling(text.slice(from, end), hole);
  return end;
}

function fits(held: string, { type }: Hole): boolean {
  return type !== 'int' || (held !== '' && numberEnd(held, 0) === held.length);
}

/** A hole at the end holds what is left of the line. */
function endOfFilling(text: string, from: number, { type }: Hole): number {
  if (type === 'int') return numberEnd(text, from);
  const lineEnd = text.indexOf('\n', from);
  return Math.min(lineEnd < 0 ? text.length : lineEnd, from + LONGEST_FILLING);
}

function filling(text: string, { type }: Hole): FieldValue {
  return type === 'int' ? Number(text.replaceAll(',', '').replaceAll('_', '')) : text.trim();
}

/** Neither end may cut a word in two. */
function isBounded(text: string, start: number, end: number, { pieces }: MessageTemplate): boolean {
  const isWithinWord = (at: number) => isWordPart(text[at - 1] ?? ' ') && isWordPart(text[at] ?? ' ');
  return !(pieces[0] !== '' && isWithinWord(start)) && !(pieces.at(-1) !== '' && isWithinWord(end));
}

function isWhole(text: string, start: number, end: number): boolean {
  const behind = text.slice(end).trimStart();
  const isEnd = behind === '' || BEHIND.includes(behind.charAt(0)) || behind.startsWith(WHERE_THROWN);
  return beginsMessage(text, start) && (isEnd || startsLine(text, end));
}

function beginsMessage(text: string, start: number): boolean {
  const before = text.slice(Math.max(0, start - 4), start);
  if (before === '' || RIGHT_BEFORE.includes(before.at(-1) ?? '')) return true;
  const said = before.trimEnd();
  const hasBlank = said.length < before.length;
  if (isLogger(text.slice(text.lastIndexOf('\n', start - 1) + 1, start).trim())) return true;
  return startsLine(before, said.length) || BEFORE.includes(said.at(-1) ?? '') || (hasBlank && isDash(said));
}

/** `pika.adapters.select_connection`: what wrote the message, at the start of its line. */
function isLogger(said: string): boolean {
  return said.includes('.') && !said.includes(' ') && !said.endsWith('.');
}

/** Whether nothing but blanks lies between a place and the next line. */
function startsLine(text: string, at: number): boolean {
  const blanks = text.slice(at);
  const next = blanks.indexOf('\n');
  return next >= 0 && blanks.slice(0, next).trim() === '';
}

function isDash(said: string): boolean {
  return ' -'.includes(said.at(-2) ?? ' ') && '-=–'.includes(said.at(-1) ?? 'x');
}

function numberStart(text: string, end: number): number {
  let start = end;
  while (isDigit(text[start - 1] ?? '') || (start < end && ',._'.includes(text[start - 1] ?? 'x'))) start--;
  while (start < end && !isDigit(text[start] ?? '')) start++;
  return start;
}

/** Where a number ends that begins at a place, with its sign and separators; the place itself where none begins. */
export function numberEnd(text: string, from: number): number {
  const isSigned = text[from] === '-' || text[from] === '+';
  let end = from + Number(isSigned);
  if (!isDigit(text[end] ?? '')) return from;
  while (isDigit(text[end] ?? '') || (text[end] !== undefined && ',._'.includes(text[end] ?? ''))) end++;
  return end;
}
