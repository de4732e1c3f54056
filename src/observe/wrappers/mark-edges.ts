import type { Line } from '../line.ts';

/** How wide terminals are, and where pagers, editors and log shippers cut. */
const USUAL_WIDTHS = new Set([80, 100, 120, 132, 160, 200, 256]);
/** A file is not cut by a terminal. */
const MOST_LINES = 2000;

/** Marks the lines that end at a column where lines are usually cut, of a text none of whose lines is longer. */
export function markEdges(lines: readonly Line[]): readonly Line[] {
  if (lines.length > MOST_LINES) return lines;
  const width = lines.reduce((most, { text }) => Math.max(most, text.length), 0);
  if (!USUAL_WIDTHS.has(width)) return lines;
  return lines.map((line) => (line.text.length === width ? { ...line, isAtEdge: true } : line));
}
