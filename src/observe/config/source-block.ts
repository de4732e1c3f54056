import type { Line } from '../line.ts';
import { isLogLike } from '../log-start.ts';
import { lineClass } from './line-class.ts';
import { type CommentState, uncomment } from './uncomment.ts';

/** Lines of source or configuration text that stand together; `texts` are these lines without their comments. */
export interface SourceBlock {
  next: number;
  texts: string[];
  codeLines: number;
  entryLines: number;
  commentLines: number;
}

const MAX_LINES = 2000;
const MAX_OPEN_COMMENT = 200;
/** So many comments or blanks may stand before the first line of code. Keeps the look-ahead short. */
const MAX_PREAMBLE = 60;

/** What opens like a comment on a line but never closes is not a comment. */
function staysOpen(lines: readonly Line[], index: number, until: string): boolean {
  const below = lines.slice(index + 1, index + 1 + MAX_OPEN_COMMENT);
  return !below.some((line) => line.text.includes(until));
}

function isFrameOfTrace(line: Line | undefined): boolean {
  return line !== undefined && /^\s{0,8}File ".{1,400}", line \d/.test(line.text.slice(0, 500));
}

/** The block that begins at `from`, or undefined when that line is not source text. It ends before any log line. */
export function sourceBlock(lines: readonly Line[], from: number): SourceBlock | undefined {
  if (isFrameOfTrace(lines[from - 1])) return undefined;
  const block: SourceBlock = { next: from, texts: [], codeLines: 0, entryLines: 0, commentLines: 0 };
  const state: CommentState = {};
  for (let index = from; index < lines.length && index - from < MAX_LINES; index += 1) {
    const raw = lines[index]?.text ?? '';
    const inside = state.until !== undefined;
    if (!inside && isLogLike(raw)) break;
    const text = uncomment(raw, state);
    if (state.until && !inside && staysOpen(lines, index, state.until)) break;
    const kind = text.trim() === '' ? 'blank' : lineClass(text);
    if (kind === 'other') break;
    if (kind === 'code') block.codeLines += 1;
    if (kind === 'entry') block.entryLines += 1;
    if (kind === 'blank' && raw.trim() !== '') block.commentLines += 1;
    block.texts.push(text);
    if (raw.trim() !== '') block.next = index + 1;
    if (block.codeLines + block.entryLines === 0 && index - from > MAX_PREAMBLE) break;
  }
  block.texts.length = block.next - from;
  return block.next > from ? block : undefined;
}
