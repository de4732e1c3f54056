import type { Line } from '../line.ts';

/** A date of two short numbers and a year before a clock, near the start of a line, where heads and prefixes put their time. */
const SHORT_DATE = /^(.{0,60}?(?<![\d/]))(\d{1,2})\/(\d{1,2})(\/\d{4}[ ,T]{1,2}\d{1,2}:\d\d)/;

/**
 * Gives lines with `03/04/2026 05:06` the month first, as times are read, where other lines of the same input prove that their
 * days stand first (`22/04/2026`). Without a proof, or with proofs for both, the lines are given back as they are. `verbatim` stays.
 */
export function monthFirst(lines: readonly Line[]): readonly Line[] {
  const dates = lines.map(({ text }) => (text.includes('/') ? SHORT_DATE.exec(text.slice(0, 120)) : null));
  const isProof = (part: 2 | 3) => dates.some((date) => date !== null && Number(date[part]) > 12);
  if (!isProof(2) || isProof(3)) return lines;
  return lines.map((line, i) => {
    const date = dates[i];
    if (!date || Number(date[2]) > 12) return line;
    const [whole, before = '', day = '', month = '', rest = ''] = date;
    return { ...line, text: `${before}${month}/${day}${rest}${line.text.slice(whole.length)}` };
  });
}
