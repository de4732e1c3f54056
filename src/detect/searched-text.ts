import { SEARCHED_KIB } from '../model/searched-part.ts';

const HEAD_CHARS = SEARCHED_KIB.head * 1024;
const TAIL_CHARS = SEARCHED_KIB.tail * 1024;
const LONGEST_TEXT = HEAD_CHARS + TAIL_CHARS;

/** The part of a record that patterns look at: all of it up to 16 Ki characters, else its first 12 Ki and its last 4 Ki, where traces name their cause. */
export function searchedText(text: string): string {
  if (isSearchedWhole(text)) return text;
  return `${text.slice(0, HEAD_CHARS - 1)}\n${text.slice(-TAIL_CHARS)}`;
}

/** Whether patterns look at all of a record. */
export function isSearchedWhole(text: string): boolean {
  return text.length <= LONGEST_TEXT;
}
