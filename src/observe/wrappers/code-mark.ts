import { startsLikeRecord, startsLikeRow } from '../log-start.ts';
import type { Unwrapped } from './wrapper.ts';

const OPENED = /^(?:\*{2,3})?`{1,2}(?=[^`])/;
const CLOSED = /`{1,2}(?:\*{2,3})?\s*$/;

/** A record or a row as inline code of Markdown, in bold too. The mark may be closed lines below. */
export function codeMark(text: string): Unwrapped | undefined {
  const mark = OPENED.exec(text.slice(0, 8))?.[0];
  if (mark === undefined) return undefined;
  const inner = text.slice(mark.length).replace(CLOSED, '');
  // What stands behind the code is a sentence about it.
  if (inner.includes('`') || !(startsLikeRecord(inner) || startsLikeRow(inner))) return undefined;
  return { text: inner };
}
