import type { Head } from './head.ts';
import { readHead } from './read-head.ts';

/** What people put around a line that they quote in a sentence. */
const QUOTES = new Map([
  ['"', '"'],
  ['`', '`'],
  ['“', '”'],
  ['«', '»'],
]);
const LONGEST = 500;

/** A log line that a sentence quotes: its head, and its message. */
export interface QuotedLine {
  head: Head;
  text: string;
}

/** Finds the log line that a sentence quotes; undefined where it quotes none with a head that nobody types. */
export function quotedLine(sentence: string): QuotedLine | undefined {
  if (sentence.length > LONGEST) return undefined;
  for (let at = 0; at < sentence.length; at++) {
    const closing = QUOTES.get(sentence[at] ?? '');
    const end = closing === undefined ? -1 : sentence.lastIndexOf(closing);
    if (end <= at) continue;
    const quoted = sentence.slice(at + 1, end);
    const head = readHead(quoted);
    if (!head || head.weak || head.from === 0) return undefined;
    return { head, text: quoted.slice(head.from) };
  }
  return undefined;
}
