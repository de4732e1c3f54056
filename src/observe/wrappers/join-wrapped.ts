import type { Line } from '../line.ts';
import { startsLikeRecord, startsLikeRow } from '../log-start.ts';
import { isExceptionLine, isListItem, isTraceLine } from '../logs/line-shape.ts';
import { readHead } from '../logs/read-head.ts';
import { peel } from './peel.ts';

const NARROWEST = 60;
/** Terminals are as wide as their window; mail programs and editors wrap at words up to here. */
const WIDEST = 260;
const NARROWEST_BY_WORDS = 68;
const WIDEST_BY_WORDS = 102;
/** Nobody pastes more rows than this, and a file is not wrapped. */
const MOST_ROWS = 2000;
/** A row of this many columns that goes on in the next one needs no second row to prove the width of the terminal. */
const USUAL_WIDTHS = new Set([80, 100, 120, 132, 160]);
/** A row that is broken at a word is at least this part of the width. */
const LEAST_FULL = 0.7;
/** Lines of a table that bars part into columns are all as wide, whatever the terminal. */
const RULE = /^\s{0,8}[-+|=:]{8,}\s*$/;
const COLUMNS = /^[^|]{0,100}\|[^|]{0,100}\|[^|]{0,100}\|/;
/** So many gaps of two blanks and more part the columns of a table. */
const GAP = /\S {2,}(?=\S)/g;
const LEAST_GAPS = 3;
const LOWER_WORD = /^[(<'"]?[a-z]{1,24}[.,:;)>"]?(?:\s|$)/;
/** After these a program begins a new line itself, or a sentence ends. */
const ENDED = /[.:;{}!?,>[(]\s*$/;

/**
 * Joins records that a terminal, a mail program or an editor broke at its right edge. The text proves it: no line is longer, and
 * whatever line does not begin something follows one that reached the edge. Rows of a terminal are joined as they stand, words by
 * a blank. The joined line keeps the number of its first row and the verbatim text of all.
 */
export function joinWrapped(lines: readonly Line[]): readonly Line[] {
  const width = lines.reduce((most, { text }) => Math.max(most, text.length), 0);
  if (width < NARROWEST || width > WIDEST || lines.length < 2 || lines.length > MOST_ROWS) return lines;
  const rows: Row[] = [];
  for (const [i, line] of lines.entries()) {
    const begins = isBeginning(line);
    const goesOn = !begins && isContinuation(lines[i - 1], line);
    rows.push({ line, begins, goesOn, headed: begins || (goesOn && rows.at(-1)?.headed === true) });
  }
  const glue = glueOf(rows, width);
  return glue === undefined ? lines : join(rows, glue);
}

interface Row {
  line: Line;
  /** It begins a record or a row of a table. */
  begins: boolean;
  /** It may be the rest of the row above. */
  goesOn: boolean;
  /** It begins a record, or all rows between it and the beginning of one may be its rest. */
  headed: boolean;
}

function isContinuation(above: Line | undefined, line: Line): boolean {
  if (above === undefined || above.text.trim() === '' || line.text.trim() === '') return false;
  if (isAligned(above.text) && isAligned(line.text)) return false;
  if (/^(?:\s\s|\*\*|#|```|~~~)|\t/.test(line.text) || isListItem(line.text)) return false;
  return firstWord(above.text) !== firstWord(line.text);
}

function isBeginning(line: Line): boolean {
  const { text } = line;
  if (startsLikeRecord(text) || startsLikeRow(text) || isTraceLine(text) || isExceptionLine(text))
    return true;
  if (RULE.test(text) || COLUMNS.test(text)) return true;
  return readHead(text) !== undefined || peel(line)[0]?.line !== line;
}

function isAligned(text: string): boolean {
  return (text.slice(0, WIDEST).match(GAP)?.length ?? 0) >= LEAST_GAPS;
}

function firstWord(text: string): string {
  return /^\s*\S+/.exec(text.slice(0, 200))?.[0] ?? '';
}

/** How the rows are joined that end at the edge. */
type Glue = (above: Row, row: Row) => string | undefined;

function glueOf(rows: readonly Row[], width: number): Glue | undefined {
  const broken = rows.flatMap((row, i) => {
    const above = rows[i - 1];
    return row.goesOn && above ? [{ above, row }] : [];
  });
  const full = broken.filter(({ above }) => above.line.text.length === width);
  const open = broken.filter((pair) => full.includes(pair) || !ENDED.test(pair.above.line.text));
  if (open.length === 0) return undefined;
  if (full.length === open.length && isTerminal(full, width))
    return ({ line }) => (line.text.length === width ? '' : undefined);
  if (width < NARROWEST_BY_WORDS || width > WIDEST_BY_WORDS) return undefined;
  if (!open.every((pair) => isBrokenAtWord(pair, width))) return undefined;
  const sure = open.length > 1;
  return (above, row) =>
    isBrokenAtWord({ above, row }, width) && (sure || !ENDED.test(above.line.text)) ? ' ' : undefined;
}

interface Pair {
  above: Row;
  row: Row;
}

/** Several rows end at the same column by chance only where they say the same. */
function isTerminal(full: readonly Pair[], width: number): boolean {
  const endings = new Set(full.map(({ above }) => above.line.text.slice(-12)));
  return endings.size > 1 || (USUAL_WIDTHS.has(width) && full.some(({ above }) => above.headed));
}

/** The next word had no place in the row. Without a head before it a row goes on only in small letters. */
function isBrokenAtWord({ above, row }: Pair, width: number): boolean {
  const { length } = above.line.text;
  if (length < width * LEAST_FULL || length + 1 + firstWord(row.line.text).length <= width) return false;
  return above.headed || LOWER_WORD.test(row.line.text);
}

function join(rows: readonly Row[], glue: Glue): Line[] {
  const joined: Line[] = [];
  rows.forEach((row, i) => {
    const [last, above] = [joined.at(-1), rows[i - 1]];
    const between = last && above && row.goesOn ? glue(above, row) : undefined;
    if (!last || between === undefined) joined.push({ ...row.line });
    else {
      last.text += between + row.line.text;
      last.lastNumber = row.line.number;
      last.verbatim += `\n${row.line.verbatim}`;
    }
  });
  return joined;
}
