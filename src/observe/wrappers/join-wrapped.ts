import type { Line } from '../line.ts';
import { USUAL_WORDS } from './usual-words.ts';
import { firstWord, type Row, toRow } from './wrapped-row.ts';

const NARROWEST = 40;
/** Terminals are as wide as their window. */
const WIDEST = 260;
/** What mail programs and editors wrap text of any kind to; records with a head are known at any width. */
const USUAL_BY_WORDS = { from: 68, to: 102 };
/** A word as long as this stands in a row of its own, however little there is in the row above. */
const LONG_WORD = 24;
/** Nobody pastes more rows than this, and a file is not wrapped. */
const MOST_ROWS = 2000;
/** A row of this many columns that goes on in the next one needs no second row to prove the width of the terminal. */
const USUAL_WIDTHS = new Set([80, 100, 120, 132, 160]);
/** A row that is broken at a word is at least this part of the width. */
const LEAST_FULL = 0.7;
const LOWER_WORD = /^[(<'"]?[a-z]{1,24}[.,:;)>"]?(?:\s|$)/;
/** Words that stand whole at an edge where words were wrapped, and are seldom what a terminal leaves of a longer word. */
const WHOLE_WORDS = new Set(
  '-> a after all an and are as at be been before being but by did does due during for from had has have if is it its least most must no not of or set than that the this was were when which while will with without'.split(
    ' ',
  ),
);
/** `text='Unexpected`: other than an apostrophe, a quote stands behind what names it. */
const OPENED_QUOTE = /[=:([]'[^']*$/;
/** What ends at the frame of a table is whole. */
const FRAME_END = /[|+]$/;
/** After these a program begins a new line itself, or a sentence ends; what an arrow points to follows it. */
const ENDED = /(?:[.:;{}!?,[(]|(?<!-)>)\s*$/;

/**
 * Joins records that a terminal, a mail program or an editor broke at its right edge. The text proves it: no line is longer, and
 * whatever line does not begin something follows one that reached the edge. Rows of a terminal are joined as they stand, words by
 * a blank. The joined line keeps the number of its first row and the verbatim text of all.
 */
export function joinWrapped(lines: readonly Line[]): readonly Line[] {
  const width = lines.reduce((most, { text }) => Math.max(most, text.length), 0);
  if (width < NARROWEST || width > WIDEST || lines.length < 2 || lines.length > MOST_ROWS) return lines;
  if (lines.every(({ text }) => text.length < width || FRAME_END.test(text))) return lines;
  const rows: Row[] = [];
  for (const line of lines) rows.push(toRow(line, rows.at(-1), width));
  const glue = glueOf(rows, width);
  return glue === undefined ? lines : join(rows, glue);
}

/** How the rows are joined that end at the edge. */
type Glue = (above: Row, row: Row) => string | undefined;

function glueOf(rows: readonly Row[], width: number): Glue | undefined {
  const broken = rows.flatMap((row, i) => {
    const above = rows[i - 1];
    return row.goesOn && above ? [{ above, row }] : [];
  });
  const full = broken.filter(({ above }) => above.line.text.length === width);
  const open = broken.filter((pair) => full.includes(pair) || !mayHaveEnded(pair));
  if (open.length === 0) return undefined;
  if (full.length === open.length && !isWrappedByWords(full) && isTerminal(full, width))
    return ({ line }) => (line.text.length === width ? '' : undefined);
  return glueOfWords(rows, open);
}

/** A word that is longer than all rows stands alone and does not tell their width. */
function widthOfWords(rows: readonly Row[]): number {
  return rows.reduce((most, { line: { text } }) => Math.max(most, text.includes(' ') ? text.length : 0), 0);
}

function glueOfWords(rows: readonly Row[], open: readonly Pair[]): Glue | undefined {
  const width = widthOfWords(rows);
  const isUsual = width >= USUAL_BY_WORDS.from && width <= USUAL_BY_WORDS.to;
  if (!isUsual && !open.every(({ above }) => above.headed)) return undefined;
  if (!open.every((pair) => isBrokenAtWord(pair, width))) return undefined;
  const sure = open.length > 1;
  return (above, row) =>
    isBrokenAtWord({ above, row }, width) && (sure || !mayHaveEnded({ above, row })) ? ' ' : undefined;
}

interface Pair {
  above: Row;
  row: Row;
}

function mayHaveEnded({ above }: Pair): boolean {
  const { text } = above.line;
  return ENDED.test(text) && !above.isSingle && !(above.headed && text.endsWith(','));
}

/** A terminal breaks most rows within a word, and leaves the blank where it breaks between two. */
function isWrappedByWords(full: readonly Pair[]): boolean {
  if (full.some(({ above, row }) => above.line.text.endsWith(' ') || row.line.text.startsWith(' ')))
    return false;
  const between = full.filter(({ above, row }) =>
    areTwoWords(lastWord(above.line.text).toLowerCase(), firstWord(row.line.text).toLowerCase()),
  );
  return between.length * 2 >= full.length;
}

/** `pool full`, `closed (client=…`, but not what is one word together. */
function areTwoWords(last: string, next: string): boolean {
  if (USUAL_WORDS.has(last + next)) return false;
  if (WHOLE_WORDS.has(last) || WHOLE_WORDS.has(next)) return true;
  return USUAL_WORDS.has(last) && (USUAL_WORDS.has(next) || next.startsWith('('));
}

function lastWord(text: string): string {
  return text.slice(text.lastIndexOf(' ') + 1);
}

/** Several rows end at the same column by chance only where they say the same. */
function isTerminal(full: readonly Pair[], width: number): boolean {
  const endings = new Set(full.map(({ above }) => above.line.text.slice(-12)));
  return endings.size > 1 || (USUAL_WIDTHS.has(width) && full.some(({ above }) => above.headed));
}

/** The next word had no place in the row. Without a head before it a row goes on only in small letters, or in a quote. */
function isBrokenAtWord({ above, row }: Pair, width: number): boolean {
  const { length } = above.line.text;
  const next = firstWord(row.line.text).length;
  if (length + 1 + next <= width || (length < width * LEAST_FULL && next < LONG_WORD)) return false;
  return above.headed || LOWER_WORD.test(row.line.text) || leavesQuoteOpen(above.line.text);
}

function leavesQuoteOpen(text: string): boolean {
  return OPENED_QUOTE.test(text) || text.split('"').length % 2 === 0;
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
      delete last.isAtEdge;
    }
  });
  return joined;
}
