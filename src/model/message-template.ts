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

const HOLE = /\{([a-zA-Z_][\w.]*)(?::([a-z]+))?\}|\n\s*/g;

/** Reads `text {name} text {name:int}`; a line break stands for one with any indentation. */
export function parseTemplate(source: string): MessageTemplate {
  const pieces: string[] = [];
  const holes: Hole[] = [];
  let end = 0;
  for (const found of source.matchAll(HOLE)) {
    const piece = source.slice(end, found.index);
    end = found.index + found[0].length;
    const hole: Hole =
      found[1] === undefined
        ? { name: '', type: 'line' }
        : { name: found[1], type: found[2] === 'int' ? 'int' : 'text' };
    const before = holes.at(-1);
    // Two holes side by side can't be told apart: they are one.
    if (piece === '' && before) before.type = before.type === 'int' ? hole.type : before.type;
    else {
      pieces.push(piece);
      holes.push({ ...hole });
    }
  }
  pieces.push(source.slice(end));
  return { pieces, holes };
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
  return pieces.join('').replaceAll(/[^\p{L}]/gu, '').length;
}

/** Templates with fewer fixed letters or words stand in ordinary sentences too. */
const TELLING_LETTERS = 22;
const TELLING_WORDS = 4;

/** Whether a template holds enough fixed text to be known for a product's message wherever it stands. */
export function isTelling(template: MessageTemplate): boolean {
  return fixedLetters(template) >= TELLING_LETTERS && fixedWords(template) >= TELLING_WORDS;
}

/** How many words of at least two letters are fixed. */
function fixedWords({ pieces }: MessageTemplate): number {
  return pieces.join(' ').match(/\p{L}{2,}/gu)?.length ?? 0;
}
