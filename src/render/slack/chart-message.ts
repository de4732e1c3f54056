import type { MessageContent } from '../../model/chat-message.ts';
import { message, section } from './blocks.ts';
import { cut } from './cut.ts';
import { bare } from './mrkdwn.ts';

/** A message with pictures that are kept at Slack; the alternative text says what each shows. */
export function renderCharts(
  files: readonly { fileId: string; altText: string; title: string }[],
): MessageContent {
  return message(files.map(({ altText }) => altText).join(' '), [
    section('*Over time*'),
    ...files.map(({ fileId, altText, title }) => ({
      type: 'image',
      slack_file: { id: fileId },
      alt_text: cut(bare(altText), 1_900),
      title: { type: 'plain_text', text: cut(bare(title), 150) },
    })),
  ]);
}
