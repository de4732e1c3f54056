import { readTime } from '../times/read-time.ts';
import type { Unwrapped } from './wrapper.ts';

const NAME = /^([A-Za-z][\w.-]{2,120})\[(?=\d{4}-)/;
const TAB_NAME = /^([\w.@/-]{2,120})\t(?=[\d[=<{])/;

/** A source name glued to the record (`web-1[2026-11-22 05:02:13,740: ERROR/MainProcess] text`) or set off by a tab. */
export function gluedPrefix(text: string): Unwrapped | undefined {
  const head = text.slice(0, 200);
  const found = NAME.exec(head) ?? TAB_NAME.exec(head);
  const name = found?.[1];
  if (!found || name === undefined) return undefined;
  const glued = text[name.length] === '[';
  const at = glued ? name.length + 1 : found[0].length;
  if (readTime(text, text[at] === '[' ? at + 1 : at)?.shape !== 'dated') return undefined;
  return { text: text.slice(glued ? name.length : at), host: name, stream: name };
}
