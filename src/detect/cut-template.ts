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

/** A message that lines begin with: its template, the piece it is found by, and the letters from there to each later piece. */
export interface Beginning {
  template: MessageTemplate;
  first: number;
  lettersTo: readonly number[];
}

/** Where in a message a line ends: within piece `piece`, of which it holds so many characters. */
export interface CutPlace {
  piece: number;
  length: number;
  /** The hole before that piece holds nothing yet. */
  isHoleEmpty?: boolean;
}

/** Makes a template ready for lines that begin at its piece `first`. */
export function beginningOf(template: MessageTemplate, first: number): Beginning {
  let letters = 0;
  const lettersTo = template.pieces.map((piece, i) => {
    const before = letters;
    if (i >= first) letters += countLetters(piece);
    return before;
  });
  return { template, first, lettersTo: [...lettersTo, letters] };
}

/** Reads a line from a place on as a message; undefined unless the line ends before the message does. */
export function cutPlaceAt(line: string, { template, first }: Beginning, at: number): CutPlace | undefined {
  return readPiece(line, template, first, at);
}

function readPiece(line: string, template: MessageTemplate, i: number, from: number): CutPlace | undefined {
  const piece = template.pieces[i] ?? '';
  const left = line.length - from;
  if (left < piece.length) return piece.startsWith(line.slice(from)) ? { piece: i, length: left } : undefined;
  if (!line.startsWith(piece, from)) return undefined;
  const hole = template.holes[i];
  if (hole) return readHole(line, template, i, from + piece.length);
  return left === piece.length ? { piece: i, length: left } : undefined;
}

/** What fills the hole behind piece `i`, and the pieces behind it. */
function readHole(line: string, template: MessageTemplate, i: number, from: number): CutPlace | undefined {
  const hole = template.holes[i] as Hole;
  const next = template.pieces[i + 1] ?? '';
  const at = next === '' ? -1 : line.indexOf(next, from);
  if (at >= 0 && at - from <= LONGEST_FILLING && fits(line.slice(from, at), hole))
    return readPiece(line, template, i + 1, at);
  for (let length = Math.min(next.length - 1, line.length - from); length >= LEAST_OF_PIECE; length--)
    if (line.endsWith(next.slice(0, length)) && fits(line.slice(from, line.length - length), hole))
      return { piece: i + 1, length };
  const isHeld =
    line.length - from <= LONGEST_FILLING && (line.length === from || fits(line.slice(from), hole));
  return isHeld ? { piece: i + 1, length: 0, isHoleEmpty: line.length === from } : undefined;
}

function fits(held: string, { type }: Hole): boolean {
  return type === 'text' || (type === 'int' && held !== '' && numberEnd(held, 0) === held.length);
}

/** How many letters of a message stand before the cut. */
export function lettersBefore({ template, lettersTo }: Beginning, { piece, length }: CutPlace): number {
  return (lettersTo[piece] ?? 0) + countLetters((template.pieces[piece] ?? '').slice(0, length));
}

/** How a message goes on from where it was cut. */
export function continuationFrom(beginning: Beginning, place: CutPlace): Continuation {
  const { first, lettersTo } = beginning;
  const { pieces, holes } = beginning.template;
  const { piece: i, length, isHoleEmpty = false } = place;
  const piece = pieces[i] ?? '';
  const seen = [...pieces.slice(first, i), piece.slice(0, length)].join(' ');
  const later = pieces.slice(i + 1).map((one, k) => filling(holes[i + k]) + one);
  const letters = lettersBefore(beginning, place);
  return {
    rest:
      (isHoleEmpty ? filling(holes[i - 1]) : '') +
      piece.slice(length) +
      later.join('') +
      filling(holes[pieces.length - 1]),
    letters,
    seenShare: letters / (lettersTo.at(-1) ?? 0),
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
