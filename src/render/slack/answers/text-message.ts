import type { Answer } from '../../../model/answer.ts';
import type { Block, MessageContent } from '../../../model/chat-message.ts';
import { cut } from '../../cut.ts';
import { actions, button, context, message, section } from '../blocks.ts';

/** One sentence or a few, in mrkdwn of ours; a notification shows the same, with names as names. */
export function textMessage(mrkdwn: string): MessageContent {
  return { ...message(mrkdwn, [section(mrkdwn)]), text: cut(mrkdwn, 1_000) || '…' };
}

/** An answer as it stands: with a Share button where it may be shared, nothing beside where it is public. */
export function withShareButton({ content, isPublic, share }: Answer): MessageContent {
  if (isPublic || share === undefined || share.length > 2_000) return content;
  const row: Block = actions('share', [button('share', 'Share with the channel', share)]);
  return { ...content, blocks: [...content.blocks.slice(0, 49), row] };
}

/** What is shared says who did. */
export function withSharer(content: MessageContent, name: string): MessageContent {
  const { text, blocks } = withoutGroupMentions(content);
  return { text, blocks: [...blocks.slice(0, 49), context(`Shared by ${name}`)] };
}

/** The same with groups named by their ids alone: whoever shows a card or a dry run to all does not mean to call the group on it. */
export function withoutGroupMentions(content: MessageContent): MessageContent {
  return JSON.parse(JSON.stringify(content), (_, member: unknown) =>
    typeof member === 'string' ? member.replaceAll(/<!subteam\^(S[A-Z0-9]{2,20})>/g, '`$1`') : member,
  ) as MessageContent;
}
