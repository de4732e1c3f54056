import type { Answer } from '../../../model/answer.ts';
import type { Block, MessageContent } from '../../../model/chat-message.ts';
import { cut } from '../../cut.ts';
import { actions, button, context, message, section } from '../blocks.ts';
import { LIMITS } from '../limits.ts';

/** A sentence or a few in trusted mrkdwn. The notification shows the same text. */
export function textMessage(mrkdwn: string): MessageContent {
  return { ...message(mrkdwn, [section(mrkdwn)]), text: cut(mrkdwn, 1_000) || '…' };
}

/** An answer with a Share button where it may be shared; a public answer has none. */
export function withShareButton({ content, isPublic, share }: Answer): MessageContent {
  if (isPublic || share === undefined || share.length > LIMITS.button.value) return content;
  const row: Block = actions('share', [button('share', 'Share with the channel', share)]);
  return { ...content, blocks: [...content.blocks.slice(0, LIMITS.message.blocks - 1), row] };
}

/** A shared answer, with the name of the person who shared it. */
export function withSharer(content: MessageContent, name: string): MessageContent {
  const { text, blocks } = withoutGroupMentions(content);
  return { text, blocks: [...blocks.slice(0, LIMITS.message.blocks - 1), context(`Shared by ${name}`)] };
}

/** The same message with groups shown by id only, so that showing a card or a dry run to everyone does not notify the group. */
export function withoutGroupMentions(content: MessageContent): MessageContent {
  return JSON.parse(JSON.stringify(content), (_, member: unknown) =>
    typeof member === 'string' ? member.replaceAll(/<!subteam\^(S[A-Z0-9]{2,20})>/g, '`$1`') : member,
  ) as MessageContent;
}
