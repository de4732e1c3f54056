import { isDigit, isLetter, isWordPart } from './characters.ts';

/** A message as a product's source writes it: fixed pieces, and between them holes that hold what is filled in. */
export interface MessageTemplate {
  /** Fixed texts, in order. Between two of them lies a hole; an empty first or last one means that a hole stands at that end. */
  pieces: readonly string[];
  holes: readonly Hole[];
}

/** What stands in a hole: a number, or any text of one line. `line`: the message goes on in a further line. */
export interface Hole {
  name: string;
  type: 'text' | 'int' | 'line';
}

/** Reads `text {name} text {name:int}`; a line break stands for one with any indentation. */
export function parseTemplate(source: string): MessageTemplate {
  const pieces: string[] = [];
  const holes: Hole[] = [];
  let from = 0;
  for (let at = nextMark(source, 0); at >= 0; ) {
    const found = holeAt(source, at);
    if (found) {
      addHole(pieces, holes, source.slice(from, at), found.hole);
      from = found.end;
    }
    at = nextMark(source, found?.end ?? at + 1);
  }
  pieces.push(source.slice(from));
  return { pieces, holes };
}

/** Where the next brace or line break stands, or -1. */
function nextMark(source: string, from: number): number {
  const [brace, lineBreak] = [source.indexOf('{', from), source.indexOf('\n', from)];
  return brace < 0 || lineBreak < 0 ? Math.max(brace, lineBreak) : Math.min(brace, lineBreak);
}

/** Two holes side by side can't be told apart: they are one. */
function addHole(pieces: string[], holes: Hole[], piece: string, hole: Hole): void {
  const before = holes.at(-1);
  if (piece !== '' || !before) {
    pieces.push(piece);
    holes.push(hole);
  } else if (before.type === 'int') before.type = hole.type;
}

function holeAt(source: string, from: number): { hole: Hole; end: number } | undefined {
  if (source[from] === '\n') {
    let end = from + 1;
    while (source[end] === ' ' || source[end] === '\t') end++;
    return { hole: { name: '', type: 'line' }, end };
  }
  if (source[from] !== '{') return undefined;
  const end = source.indexOf('}', from);
  const [name = '', type] = source.slice(from + 1, end).split(':');
  const isName = end > 0 && name !== '' && !isDigit(name[0] ?? '') && Array.from(name).every(isWordPart);
  return isName ? { hole: { name, type: type === 'int' ? 'int' : 'text' }, end: end + 1 } : undefined;
}

/** The fixed piece that is most telling: the longest. Empty where there is none. */
export function longestPiece({ pieces }: MessageTemplate): string {
  return pieces.reduce(
    (longest, piece) => (piece.trim().length > longest.length ? piece.trim() : longest),
    '',
  );
}

/** How many letters of a template are fixed: what tells it from any other text. */
export function fixedLetters({ pieces }: MessageTemplate): number {
  return pieces.reduce((sum, piece) => sum + countLetters(piece), 0);
}

/** How many letters a text has. */
export function countLetters(text: string): number {
  let letters = 0;
  for (const character of text) if (isLetter(character)) letters += 1;
  return letters;
}

/** The message with something in its holes; those for any text hold `word`. */
export function filledOut({ pieces, holes }: MessageTemplate, word = 'x1'): string {
  const filling = { int: '12', line: '\n', text: word };
  return pieces.map((piece, i) => piece + (holes[i] ? filling[holes[i].type] : '')).join('');
}

/** Templates with fewer fixed letters or words stand in ordinary sentences too. */
const TELLING_LETTERS = 22;
const TELLING_WORDS = 4;

/** Whether a template holds enough fixed text to be known for a product's message wherever it stands. */
export function isTelling(template: MessageTemplate): boolean {
  return isTellingPart(fixedLetters(template), fixedWords(template));
}

/** The same for a part of a template with so many fixed letters and words. */
export function isTellingPart(letters: number, words: number): boolean {
  return letters >= TELLING_LETTERS && words >= TELLING_WORDS;
}

/** What is open at one end must have so much fixed text at least. */
const LETTERS_OF_OPEN = 12;
const WORDS_OF_OPEN = 2;

/** Whether a template can be told from ordinary sentences at all: `{action} connection {name}` fits half of them. */
export function isUsable(template: MessageTemplate): boolean {
  const { pieces } = template;
  const openEnds = Number(pieces[0]?.trim() === '') + Number(pieces.at(-1)?.trim() === '');
  if (openEnds === 0 || isTelling(template)) return true;
  return openEnds === 1 && fixedLetters(template) >= LETTERS_OF_OPEN && fixedWords(template) >= WORDS_OF_OPEN;
}

/** How many words of at least two letters are fixed. */
export function fixedWords({ pieces }: MessageTemplate): number {
  let words = 0;
  for (const piece of pieces) {
    let length = 0;
    for (const character of piece) {
      if (length === 1 && isLetter(character)) words++;
      length = isLetter(character) ? length + 1 : 0;
    }
  }
  return words;
}
