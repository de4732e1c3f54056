import type { MessageContent } from '../../../model/chat-message.ts';
import { codeSection, context, header, message } from '../blocks.ts';
import { inCodeBlock, inlineCode } from '../mrkdwn.ts';

/** Characters of Markdown in a block: below what a section takes, with room for what escaping adds. */
const PART_CHARACTERS = 2_600;
const MOST_PARTS = 3;

/** A post-mortem's Markdown, to be copied. Says how many lines did not fit and how to get the whole as a file. */
export function renderReport(id: string, markdown: string): MessageContent {
  const parts = partsOf(markdown);
  const left = parts.slice(MOST_PARTS).reduce((sum, part) => sum + part.split('\n').length, 0);
  const rest = left > 0 ? `${left} further lines are not shown. ` : '';
  return message(`Draft post-mortem of ${id}`, [
    header('Draft post-mortem'),
    ...parts.slice(0, MOST_PARTS).map((part) => codeSection('', part)),
    context(`${rest}As a file: ${inlineCode(`halfopen report ${id} > post-mortem.md`)}`),
  ]);
}

function partsOf(markdown: string): string[] {
  const parts: string[] = [];
  let part = '';
  for (const line of markdown.split('\n')) {
    if (part !== '' && inCodeBlock(`${part}\n${line}`).length > PART_CHARACTERS) {
      parts.push(part);
      part = line;
    } else part = part === '' ? line : `${part}\n${line}`;
  }
  return part === '' ? parts : [...parts, part];
}
