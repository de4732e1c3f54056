import type { Line } from '../line.ts';
import { isAligned } from './wrapped-row.ts';

/** What `less -S`, nano and others put in the last column where a line goes on. */
const MARKS = ['$', '…'];
const RULE = /^[-+| ]{8,}$/;
/** A table that was cut has its heading and a row. */
const LEAST_ROWS = 2;

/** Takes the mark off rows of tables that a pager or an editor cut at its right edge, which all end in it at the same column. */
export function withoutCutMarks(lines: readonly Line[]): readonly Line[] {
  if (!lines.some(isMarked)) return lines;
  const width = lines.reduce((most, { text }) => Math.max(most, text.length), 0);
  const isCut = (line: Line) => line.text.length === width && isMarked(line) && isRow(line.text.slice(0, -1));
  const cut = lines.filter(isCut);
  // Nobody types an ellipsis.
  if (cut.length < LEAST_ROWS && !cut.some(({ text }) => text.endsWith('…'))) return lines;
  return lines.map((line) => (isCut(line) ? { ...line, text: line.text.slice(0, -1).trimEnd() } : line));
}

function isMarked({ text }: Line): boolean {
  return MARKS.includes(text.at(-1) ?? '');
}

function isRow(text: string): boolean {
  return isAligned(text) || RULE.test(text);
}
