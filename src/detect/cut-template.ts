import { isWordPart } from '../model/characters.ts';
import { countLetters, type Hole, type MessageTemplate } from '../model/message-template.ts';
import { numberEnd } from './template-pattern.ts';

/** How a message goes on whose end a terminal, an editor or a log shipper cut off. */
export interface Continuation {
  /** What is missing; holes hold something. Empty where the text ends in the last hole. */
  rest: string;
  /** Letters and words of the template that stand before the cut. */
  letters: number;
  words: number;
  /** The share of the template's letters that stands before the cut. */
  seenShare: number;
  /** Where the cut goes through: a word of the template, a fixed text of it between two words, or what fills a hole. */
  through: 'word' | 'piece' | 'hole';
}

const LONGEST_FILLING = 400;
/** One letter at the end of a hole may be of what fills it. */
const LEAST_OF_PIECE = 2;

interface Cut {
  line: string;
  template: MessageTemplate;
  first: number;
}

/** Reads a line from a place on as a template from its piece `first` on; undefined unless the line ends before the template does. */
export function continuationAt(
  line: string,
  template: MessageTemplate,
  first: number,
  at: number,
): Continuation | undefined {
  return readPiece({ line, template, first }, first, at);
}

function readPiece(cut: Cut, i: number, from: number): Continuation | undefined {
  const piece = cut.template.pieces[i] ?? '';
  const left = cut.line.length - from;
  if (left < piece.length)
    return piece.startsWith(cut.line.slice(from)) ? cutWithin(cut, i, left) : undefined;
  if (!cut.line.startsWith(piece, from)) return undefined;
  const hole = cut.template.holes[i];
  if (hole) return readHole(cut, i, hole, from + piece.length);
  return left === piece.length ? cutWithin(cut, i, left) : undefined;
}

function readHole(cut: Cut, i: number, hole: Hole, from: number): Continuation | undefined {
  const { line, template } = cut;
  const next = template.pieces[i + 1] ?? '';
  const at = next === '' ? -1 : line.indexOf(next, from);
  if (at >= 0 && at - from <= LONGEST_FILLING && fits(line.slice(from, at), hole))
    return readPiece(cut, i + 1, at);
  for (let length = Math.min(next.length - 1, line.length - from); length >= LEAST_OF_PIECE; length--)
    if (line.endsWith(next.slice(0, length)) && fits(line.slice(from, line.length - length), hole))
      return cutWithin(cut, i + 1, length);
  const isHeld =
    line.length - from <= LONGEST_FILLING && (line.length === from || fits(line.slice(from), hole));
  return isHeld ? cutWithin(cut, i + 1, 0) : undefined;
}

function fits(held: string, { type }: Hole): boolean {
  return type === 'text' || (type === 'int' && held !== '' && numberEnd(held, 0) === held.length);
}

/** The line ends within piece `i`, of which it holds so many characters. */
function cutWithin({ template: { pieces, holes }, first }: Cut, i: number, length: number): Continuation {
  const piece = pieces[i] ?? '';
  const seen = [...pieces.slice(first, i), piece.slice(0, length)].join(' ');
  const later = pieces.slice(i + 1).map((one, k) => filling(holes[i + k]) + one);
  const rest = piece.slice(length) + later.join('') + filling(holes[pieces.length - 1]);
  const letters = countLetters(seen);
  return {
    rest,
    letters,
    seenShare: letters / countLetters(pieces.slice(first).join('')),
    words: seen.split(' ').filter((word) => countLetters(word) > 1).length,
    through: length === 0 ? 'hole' : isWithinWord(piece, length) ? 'word' : 'piece',
  };
}

function isWithinWord(piece: string, at: number): boolean {
  return isWordPart(piece[at - 1] ?? ' ') && isWordPart(piece[at] ?? ' ');
}

function filling(hole: Hole | undefined): string {
  if (!hole) return '';
  return { int: '12', line: '\n', text: 'x1' }[hole.type];
}
