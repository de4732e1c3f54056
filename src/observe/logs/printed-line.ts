import { lazily } from '../../lazily.ts';
import { longestPiece, type MessageTemplate, parseTemplate } from '../../model/message-template.ts';
import { PRINTED_LINES } from '../../model/printed-lines.ts';
import { createSpellingIndex } from './fields/errno-index.ts';

/** Which line of a catalogued message a line is. */
export type PrintedLine = 'first' | 'further';

interface Known {
  template: MessageTemplate;
  which: PrintedLine;
}

const index = lazily(() =>
  createSpellingIndex<Known>([
    ...PRINTED_LINES.first.map((text) => known(text, 'first')),
    ...PRINTED_LINES.further.map((text) => known(text, 'further')),
  ]),
);

function known(text: string, which: PrintedLine): { text: string; means: Known } {
  const template = parseTemplate(text);
  return { text: longestPiece(template).toLowerCase(), means: { template, which } };
}

/** What programs put before a message: a class, a level, what they were doing. */
const AFTER = ': ';

/**
 * Whether a line is one of those catalogued messages that look as if a person wrote them, and nothing else beside what programs put
 * before a message. Undefined for every other line.
 */
export function printedLine(line: string): PrintedLine | undefined {
  const text = line.trim();
  for (const { means } of index()(text.toLowerCase())) {
    const { pieces } = means.template;
    const from = text.indexOf(pieces[0] ?? '');
    const begins = from === 0 || (from > 0 && text.slice(0, from).endsWith(AFTER));
    if (begins && holdsAll(text.slice(from), pieces)) return means.which;
  }
  return undefined;
}

/** Whether the pieces stand in this order, and the last at the end. */
function holdsAll(text: string, pieces: readonly string[]): boolean {
  let at = 0;
  for (const piece of pieces) {
    const found = text.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return pieces.at(-1) === '' || at === text.length;
}
