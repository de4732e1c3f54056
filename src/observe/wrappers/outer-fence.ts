import type { Line } from '../line.ts';

/** A fence of Markdown; `diff` and other languages of code say what stands within, and stay. */
const OPENING = /^\s{0,3}(```|~~~)\s?(?:|text|txt|plain|plaintext|log|logs|console|output)\s*$/i;
const CLOSING = /^\s{0,3}(?:```|~~~)\s*$/;

/** Takes off the fences around a whole text, as a chat or a tracker copies them along: within stands the same as without them. */
export function withoutOuterFence(lines: readonly Line[]): readonly Line[] {
  const first = lines.findIndex(isFilled);
  const last = lines.findLastIndex(isFilled);
  const mark = OPENING.exec(lines[first]?.text.slice(0, 40) ?? '')?.[1];
  if (mark === undefined || last <= first || !isClosing(lines[last], mark)) return lines;
  const within = lines.slice(first + 1, last);
  return within.some(({ text }) => text.trimStart().startsWith(mark)) ? lines : within;
}

function isFilled({ text }: Line): boolean {
  return text.trim() !== '';
}

function isClosing(line: Line | undefined, mark: string): boolean {
  return line !== undefined && line.text.trimStart().startsWith(mark) && CLOSING.test(line.text.slice(0, 40));
}
