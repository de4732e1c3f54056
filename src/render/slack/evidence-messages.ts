import type { MessageContent } from '../../model/chat-message.ts';
import type { Incident } from '../../model/incident.ts';
import { cut } from '../cut.ts';
import { inReadingOrder } from '../in-reading-order.ts';
import { codeSection, context, message, section } from './blocks.ts';
import { inCodeBlock, plain } from './mrkdwn.ts';

const PART_CHARACTERS = 2_700;
const PARTS_A_MESSAGE = 3;
const MOST_MESSAGES = 3;
const LONGEST_LINE = 1_000;

/** All evidence lines verbatim, over up to three messages, with the number of lines that did not fit. */
export function renderEvidence({ diagnosis }: Incident): MessageContent[] {
  const lines = inReadingOrder(diagnosis.evidence).map(({ input, text }) => ({
    input,
    text: cut(text.trimEnd(), LONGEST_LINE),
  }));
  const parts = partsOf(lines);
  const shown = parts.slice(0, PARTS_A_MESSAGE * MOST_MESSAGES);
  const left = parts.slice(shown.length).reduce((sum, { texts }) => sum + texts.length, 0);
  const messages: MessageContent[] = [];
  for (let from = 0; from < Math.max(1, shown.length); from += PARTS_A_MESSAGE) {
    const isLast = from + PARTS_A_MESSAGE >= shown.length;
    messages.push(
      message('Evidence', [
        section(from === 0 ? `*Evidence* (${lines.length} lines)` : '*Evidence, continued*'),
        ...shown
          .slice(from, from + PARTS_A_MESSAGE)
          .map(({ input, texts }) => codeSection(plain(cut(input, 200)), texts.join('\n'))),
        ...(isLast && left > 0 ? [context(`and ${left} more lines`)] : []),
      ]),
    );
  }
  return messages;
}

function partsOf(lines: readonly { input: string; text: string }[]): { input: string; texts: string[] }[] {
  const parts: { input: string; texts: string[]; size: number }[] = [];
  for (const { input, text } of lines) {
    const size = inCodeBlock(text).length + 1;
    const last = parts.at(-1);
    if (last && last.input === input && last.size + size <= PART_CHARACTERS) {
      last.texts.push(text);
      last.size += size;
    } else parts.push({ input, texts: [text], size });
  }
  return parts;
}
