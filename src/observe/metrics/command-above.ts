import type { Line } from '../line.ts';
import { typedAt } from '../tables/preamble.ts';

const MOST_ABOVE = 6;
const LONGEST = 600;

/** The command typed at the prompt just above a line, with the lines on which it goes on; empty where no prompt stands near. */
export function commandAbove(lines: readonly Line[], from: number): string {
  for (let index = from - 1; index >= Math.max(0, from - MOST_ABOVE); index -= 1) {
    const text = (lines[index]?.text ?? '').slice(0, LONGEST);
    const typed = typedAt(text);
    if (typed === undefined) continue;
    const further = lines.slice(index + 1, from).map((line) => line.text.slice(0, LONGEST));
    const isOne = further.every((_, i) => (lines[index + i]?.text ?? '').trimEnd().endsWith('\\'));
    return isOne ? [typed, ...further].join(' ') : '';
  }
  return '';
}
