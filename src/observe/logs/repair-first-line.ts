import type { Line } from '../line.ts';

const CUT = /^\d{0,3}-\d\d-\d\d[ T]\d\d:\d\d:\d\d/;
const WHOLE = /^\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d/;

/** Gives the first line the digits of its year back that were lost when it was copied, from the line below, when that bears a whole date. */
export function repairFirstLine(lines: readonly Line[]): readonly Line[] {
  const [first, second, ...rest] = lines;
  if (!first || !second || !CUT.test(first.text.slice(0, 24))) return lines;
  const lost = 4 - first.text.indexOf('-');
  const whole = second.text.slice(0, 4);
  if (!WHOLE.test(second.text.slice(0, 24)) || !whole.endsWith(first.text.slice(0, 4 - lost))) return lines;
  return [{ ...first, text: whole.slice(0, lost) + first.text }, second, ...rest];
}
